using System.Text.RegularExpressions;
using Seaworthy.Deployment.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Seaworthy.Deployment.Trees;

/// <summary>
/// Builds nodes from YamlDotNet's parser events, which carry exact positions. Its serializer is not used: it reflects.
/// </summary>
internal sealed partial class YamlReader
{
    /// <summary>The deepest nesting; what people write stays below 20.</summary>
    public const int MaxDepth = 64;

    /// <summary>The most nodes of a file. Aliases cost nothing: they share a node.</summary>
    public const int MaxNodes = 200_000;

    /// <summary>The most values of what standard input says, which may be as large as sixty files.</summary>
    public const int MaxStreamNodes = 3_000_000;

    private readonly SourceFile _file;
    private readonly Parser _parser;
    private readonly Dictionary<string, Node> _anchors = new(StringComparer.Ordinal);
    private readonly int _most;
    private int _nodes;

    private YamlReader(SourceFile file, int most)
    {
        (_file, _most) = (file, most);
        _parser = new Parser(new Scanner(new StringReader(file.Text)));
    }

    /// <summary>Reads every document of a file; those before a fault are kept, and the fault is handed out.</summary>
    /// <param name="file">The file.</param>
    /// <param name="most">The most values that are read.</param>
    /// <param name="reduce">What is kept of a document; null for all of it.</param>
    public static (IReadOnlyList<Node> Documents, TreeException? Fault) Read(SourceFile file, int most = MaxNodes, Func<Node, Node>? reduce = null)
    {
        var documents = new List<Node>();
        try
        {
            new YamlReader(file, most).ReadDocuments(documents, reduce);
            return (documents, null);
        }
        catch (TreeException fault)
        {
            return (documents, fault);
        }
        catch (YamlException fault)
        {
            var offset = file.StartOfLine((int)Math.Min(fault.Start.Line, int.MaxValue)) + (int)Math.Clamp(fault.Start.Column - 1, 0, int.MaxValue);
            return (documents, new TreeException(Plain(fault.Message), file.At(offset, 1)));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or OverflowException or FormatException)
        {
            // What the parser throws when its input breaks off in an odd place.
            return (documents, new TreeException("this is no YAML", file.At(file.Text.Length, 0)));
        }
    }

    // The place is said once, by us.
    private static string Plain(string message) => PlaceInMessage().Replace(message, "").Trim(' ', ':', '.');

    [GeneratedRegex(@"\(?(at )?\(?Line: \d+, Col: \d+, Idx: \d+\)?( - \(Line: \d+, Col: \d+, Idx: \d+\))?:?\)?")]
    private static partial Regex PlaceInMessage();

    private void ReadDocuments(List<Node> documents, Func<Node, Node>? reduce)
    {
        _parser.Consume<StreamStart>();
        while (!_parser.TryConsume<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            _anchors.Clear();
            var document = ReadNode(0);
            documents.Add(reduce?.Invoke(document) ?? document);
            _parser.Consume<DocumentEnd>();
        }
    }

    private Node ReadNode(int depth)
    {
        var current = _parser.Current ?? throw new TreeException("the document ends too early", _file.At(_file.Text.Length, 0));
        _parser.MoveNext();
        if (++_nodes > _most)
            throw new TreeException($"the file has more than {_most} values", PlaceOf(current));
        if (depth > MaxDepth)
            throw new TreeException($"values are nested deeper than {MaxDepth}", PlaceOf(current));
        return current switch
        {
            Scalar scalar => Remember(scalar, new ScalarNode(
                scalar.Value, scalar.Style == ScalarStyle.Plain, PlaceOf(scalar), TagOf(scalar))),
            SequenceStart start => ReadList(start, depth),
            MappingStart start => ReadMap(start, depth),
            AnchorAlias alias => _anchors.TryGetValue(alias.Value.Value, out var node)
                ? node
                : throw new TreeException($"the anchor {alias.Value.Value} is not defined above", PlaceOf(alias)),
            _ => throw new TreeException("a value is missing", PlaceOf(current)),
        };
    }

    private Node ReadList(SequenceStart start, int depth)
    {
        var items = new List<Node>();
        ParsingEvent? end;
        while (!Ends<SequenceEnd>(out end))
            items.Add(ReadNode(depth + 1));
        return Remember(start, new ListNode(items, PlaceOf(start).To(PlaceOf(end!)), TagOf(start)));
    }

    private Node ReadMap(MappingStart start, int depth)
    {
        var own = new List<MapEntry>();
        var merged = new List<MapEntry>();
        ParsingEvent? end;
        while (!Ends<MappingEnd>(out end))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not ScalarNode name)
                throw new TreeException("a key must be plain text", key.Place);
            if (name is { Value: "<<", IsPlain: true })
                merged.InsertRange(0, Merged(value));
            else
                own.Add(new(name.Value, key.Place, value));
            if (merged.Count > MaxNodes)
                throw new TreeException($"merge keys add more than {MaxNodes} values", key.Place);
        }
        if (merged.Count == 0)
            return Remember(start, new MapNode(own, PlaceOf(start).To(PlaceOf(end!)), TagOf(start)));
        _nodes += merged.Count;
        return Remember(start, new MapNode([.. merged, .. own], PlaceOf(start).To(PlaceOf(end!)), TagOf(start)));
    }

    // Of several merged maps the first wins; the last of a name counts in a MapNode, so they are laid in reverse.
    private static IEnumerable<MapEntry> Merged(Node value) => value switch
    {
        MapNode map => map.Entries,
        ListNode list => list.Values.Reverse().OfType<MapNode>().SelectMany(map => map.Entries),
        _ => throw new TreeException("<< must name a map or a list of maps", value.Place),
    };

    private bool Ends<TEvent>(out ParsingEvent? end)
        where TEvent : ParsingEvent
    {
        var ends = _parser.TryConsume<TEvent>(out var found);
        end = found;
        return ends;
    }

    private Node Remember(NodeEvent source, Node node)
    {
        if (!source.Anchor.IsEmpty)
            _anchors[source.Anchor.Value] = node;
        return node;
    }

    private static string? TagOf(NodeEvent source) =>
        !source.Tag.IsEmpty && source.Tag.Value is ['!', not '!', ..] local ? local : null;

    private Place PlaceOf(ParsingEvent item)
    {
        var start = (int)Math.Clamp(item.Start.Index, 0, _file.Text.Length);
        var end = (int)Math.Clamp(item.End.Index, start, _file.Text.Length);
        var text = _file.Text.AsSpan(start, end - start).TrimEnd();
        return _file.At(start, text.Length);
    }
}
