using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Tests.Deployment.Trees;

public class YamlReaderTests
{
    [Fact]
    public void Nodes_know_where_they_are()
    {
        var root = Read("a:\n  b: 'x y'\n  c: [1, two]\n");

        Assert.Equal((2, 6, "'x y'"), Seen(root.Find("a", "b")!));
        Assert.Equal((3, 10, "two"), Seen(root.Find("a", "c")!.Items[1]));
        Assert.Equal("b: 'x y'", root.Find("a")!.Map!.Entry("b")!.Place.Text);
    }

    [Fact]
    public void Merge_keys_lie_below_own_entries_and_the_first_map_wins()
    {
        var root = Read("x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  <<: [*x, *y]\n  a: 3\n").Find("z")!;

        Assert.Equal(["3", "1", "2"], ((string[])["a", "b", "c"]).Select(name => root.Find(name)!.Text));
    }

    [Fact]
    public void Several_documents_are_several_nodes() => Assert.Equal(2, YamlReader.Read(new SourceFile("x", "a: 1\n---\nb: 2\n")).Documents.Count);

    [Theory]
    [InlineData("a: [1\nb: 2\n")]
    [InlineData("a: *nowhere\n")]
    [InlineData("a: 1\n b: 2\n")]
    [InlineData("? [a]\n: b\n")]
    [InlineData("<<: 1\n")]
    public void A_broken_document_is_one_fault_with_a_place(string text)
    {
        var (_, fault) = YamlReader.Read(new SourceFile("x", text));

        Assert.NotNull(fault);
        Assert.DoesNotContain("Line:", fault.Message);
        Assert.InRange(fault.Place.Line, 1, 3);
    }

    [Fact]
    public void What_is_above_the_break_is_kept() => Assert.Single(YamlReader.Read(new SourceFile("x", "a: 1\n---\nb: [\n")).Documents);

    [Fact]
    public void Anchors_cannot_multiply()
    {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 30).Select(i =>
            $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        var (documents, fault) = YamlReader.Read(new SourceFile("x", bomb));

        Assert.Null(fault);
        Assert.Same(documents[0].Find("a30")!.Items[0], documents[0].Find("a30")!.Items[9]);
        Assert.NotNull(new TreeMap(scalar => scalar).Apply(documents[0]));
    }

    [Fact]
    public void Merge_keys_cannot_multiply()
    {
        var bomb = "m0: &m0 {a: 1}\n" + string.Concat(Enumerable.Range(1, 40).Select(i =>
            $"m{i}: &m{i}\n  <<: [{string.Join(',', Enumerable.Repeat($"*m{i - 1}", 20))}]\n  k{i}: 1\n"));

        Assert.Equal(41, YamlReader.Read(new SourceFile("x", bomb)).Documents[0].Find("m40")!.Map!.Entries.Count);
    }

    [Fact]
    public void Depth_is_bounded() => Assert.Contains("nested deeper", YamlReader.Read(new SourceFile("x", new string('[', 100_000))).Fault!.Message);

    private static Node Read(string text) => YamlReader.Read(new SourceFile("x.yaml", text)).Documents[0];

    private static (int, int, string) Seen(Node node) => (node.Place.Line, node.Place.Column, node.Place.Text);
}
