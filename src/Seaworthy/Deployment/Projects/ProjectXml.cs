using System.Xml;
using System.Xml.Linq;
using Seaworthy.Deployment.Text;

namespace Seaworthy.Deployment.Projects;

/// <summary>Reads the XML of a project, with the place of everything in it.</summary>
internal sealed class ProjectXml
{
    private ProjectXml(SourceFile file, XElement root) => (File, Root) = (file, root);

    /// <summary>The file.</summary>
    public SourceFile File { get; }

    /// <summary>The element Project.</summary>
    public XElement Root { get; }

    /// <summary>Reads a file; null when it is no XML, and why.</summary>
    public static (ProjectXml? Xml, Located? Fault) Read(SourceFile file)
    {
        try
        {
            // No DTD: an entity could name another one a thousand times.
            using var reader = XmlReader.Create(new StringReader(file.Text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return (new(file, XDocument.Load(reader, LoadOptions.SetLineInfo).Root!), null);
        }
        catch (XmlException fault)
        {
            return (null, new($"this is no XML: {Plain(fault.Message)}", Offset(file, fault.LineNumber, fault.LinePosition)));
        }
    }

    /// <summary>The opening tag.</summary>
    public Place Tag(XElement element)
    {
        var start = Math.Max(OffsetOf(element).Start - 1, 0);
        return File.At(start, EndOfTag(start) - start);
    }

    /// <summary>The text inside an element; its tag when there is none.</summary>
    public Place Inside(XElement element)
    {
        var start = EndOfTag(OffsetOf(element).Start);
        var end = File.Text.IndexOf('<', start);
        var text = File.Text.AsSpan(start, Math.Max((end < 0 ? File.Text.Length : end) - start, 0));
        var lead = text.Length - text.TrimStart().Length;
        return text.Trim().Length == 0 || element.Value.Length == 0 ? Tag(element) : File.At(start + lead, text.Trim().Length);
    }

    /// <summary>The value of an attribute, without its quotes.</summary>
    public Place Value(XAttribute attribute)
    {
        var name = OffsetOf(attribute).Start;
        var open = File.Text.AsSpan(name).IndexOfAny('"', '\'');
        if (open < 0)
            return File.At(name, 0);
        var start = name + open + 1;
        var end = File.Text.IndexOf(File.Text[start - 1], start);
        return File.At(start, Math.Max(end - start, 0));
    }

    private int EndOfTag(int start)
    {
        var quote = '\0';
        for (var i = start; i < File.Text.Length; i++)
        {
            var letter = File.Text[i];
            if (quote == '\0' && letter == '>')
                return i + 1;
            if (letter is '"' or '\'')
                quote = quote == '\0' ? letter : quote == letter ? '\0' : quote;
        }
        return File.Text.Length;
    }

    private Place OffsetOf(IXmlLineInfo info) => Offset(File, info.LineNumber, info.LinePosition);

    private static Place Offset(SourceFile file, int line, int column) => file.At(file.StartOfLine(line) + Math.Max(column - 1, 0), 0);

    // The place is said once, by us.
    private static string Plain(string message) => message.IndexOf(" Line ", StringComparison.Ordinal) is > 0 and var end ? message[..end].TrimEnd('.') : message.TrimEnd('.');
}
