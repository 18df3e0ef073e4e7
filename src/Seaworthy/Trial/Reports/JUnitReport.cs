using System.Globalization;
using System.Text;
using System.Xml;
using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Trial.Reports;

/// <summary>Trials as JUnit XML, which CI systems show: a suite for each server, a case for each scenario.</summary>
internal static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false };

    /// <summary>Writes the file.</summary>
    public static void Write(IReadOnlyList<TrialEntry> entries, string path)
    {
        using var xml = XmlWriter.Create(path, Settings);
        xml.WriteStartElement("testsuites");
        foreach (var entry in entries)
            Write(entry, xml);
        xml.WriteEndElement();
    }

    private static void Write(TrialEntry entry, XmlWriter xml)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", $"seaworthy trial: {entry.Name}");
        xml.WriteAttributeString("tests", Text(entry.Report?.Results.Count ?? 0));
        xml.WriteAttributeString("failures", Text(entry.Report?.Count(Verdict.Failed) ?? 0));
        xml.WriteAttributeString("skipped", Text(entry.Report?.Count(Verdict.NotTested) ?? 0));
        xml.WriteAttributeString("errors", Text(entry.Failure is null ? 0 : 1));
        xml.WriteAttributeString("time", Seconds(entry.Report?.Took ?? TimeSpan.Zero));
        foreach (var result in entry.Report?.Results ?? [])
            Write(result, entry.Name, xml);
        if (entry.Failure is not null)
            xml.WriteElementString("system-err", Printable(entry.Failure));
        xml.WriteEndElement();
    }

    private static void Write(ScenarioResult result, string name, XmlWriter xml)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", name);
        xml.WriteAttributeString("name", result.Round > 1 ? string.Create(CultureInfo.InvariantCulture, $"{result.Scenario.Name} #{result.Round}") : result.Scenario.Name);
        xml.WriteAttributeString("time", Seconds(result.Took));
        if (result.Outcome.Verdict == Verdict.Failed)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Printable(result.Outcome.Seen));
            xml.WriteString(Printable(string.Join('\n', result.Outcome.Faults.Select(fault => $"seen: {fault.Seen}\ndo:   {fault.Remedy}"))));
            xml.WriteEndElement();
        }
        else if (result.Outcome.Verdict == Verdict.NotTested)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Printable(result.Outcome.Seen));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>XML has no way to write most control characters, and servers write them.</summary>
    private static string Printable(string text) => new([.. text.Where(letter => XmlConvert.IsXmlChar(letter))]);
}
