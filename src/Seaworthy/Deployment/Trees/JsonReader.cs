using System.Text;
using System.Text.Json;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Trees;

/// <summary>Builds nodes from JSON, with comments and trailing commas, as package.json and appsettings.json may have them.</summary>
internal ref struct JsonReader
{
    private readonly SourceFile _file;
    private readonly int[] _offsets;
    private Utf8JsonReader _reader;

    private JsonReader(SourceFile file, byte[] bytes)
    {
        _file = file;
        _offsets = Offsets(file.Text, bytes.Length);
        _reader = new(bytes, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = YamlReader.MaxDepth,
        });
    }

    /// <summary>Reads a file; the document, or what is wrong with it.</summary>
    public static (Node? Document, TreeException? Fault) Read(SourceFile file)
    {
        var reader = new JsonReader(file, Encoding.UTF8.GetBytes(file.Text));
        try
        {
            reader._reader.Read();
            return (reader.ReadNode(), null);
        }
        catch (JsonException fault)
        {
            var line = (int)(fault.LineNumber ?? 0) + 1;
            var offset = file.StartOfLine(line) + (int)(fault.BytePositionInLine ?? 0);
            var message = fault.Message.Split(" LineNumber:")[0].TrimEnd('.');
            return (null, new TreeException(message, file.At(offset, 1)));
        }
    }

    private Node ReadNode()
    {
        var start = _reader.TokenStartIndex;
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var entries = new List<MapEntry>();
                while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = _reader.GetString()!;
                    var place = Here(_reader.TokenStartIndex);
                    _reader.Read();
                    entries.Add(new(name, place, ReadNode()));
                }
                return new MapNode(entries, Here(start));
            case JsonTokenType.StartArray:
                var items = new List<Node>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadNode());
                return new ListNode(items, Here(start));
            case JsonTokenType.String:
                return new ScalarNode(_reader.GetString()!, false, Here(start));
            default:
                return new ScalarNode(Encoding.UTF8.GetString(_reader.ValueSpan), true, Here(start));
        }
    }

    private readonly Place Here(long start)
    {
        var first = _offsets[(int)start];
        return _file.At(first, _offsets[(int)_reader.BytesConsumed] - first);
    }

    // The reader counts bytes of UTF-8, people count letters.
    private static int[] Offsets(string text, int bytes)
    {
        var offsets = new int[bytes + 1];
        int at = 0, index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            for (var i = 0; i < rune.Utf8SequenceLength && at < bytes; i++)
                offsets[at++] = index;
            index += rune.Utf16SequenceLength;
        }
        offsets[bytes] = text.Length;
        return offsets;
    }
}
