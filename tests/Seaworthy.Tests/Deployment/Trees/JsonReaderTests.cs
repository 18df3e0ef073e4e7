using Seaworthy.Deployment.Text;
using Seaworthy.Deployment.Trees;

namespace Seaworthy.Tests.Deployment.Trees;

public class JsonReaderTests
{
    [Fact]
    public void Places_count_letters_and_not_bytes()
    {
        var root = JsonReader.Read(new SourceFile("x.json", "{\n  \"ä\": \"ö\", // é\n  \"n\": [1, true],\n}\n")).Document!;

        Assert.Equal((2, 8, "\"ö\""), (root.Find("ä")!.Place.Line, root.Find("ä")!.Place.Column, root.Find("ä")!.Place.Text));
        Assert.Equal("true", root.Find("n")!.Items[1].Place.Text);
    }

    [Theory]
    [InlineData("{\n \"a\": }\n", 2)]
    [InlineData("", 1)]
    [InlineData("{", 1)]
    public void A_broken_file_is_a_fault_with_a_place(string text, int line)
    {
        var (document, fault) = JsonReader.Read(new SourceFile("x.json", text));

        Assert.Null(document);
        Assert.Equal(line, fault!.Place.Line);
    }
}
