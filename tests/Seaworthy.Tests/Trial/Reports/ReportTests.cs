using System.Text.Json;
using System.Xml.Linq;
using Seaworthy.Trial.Reports;
using Seaworthy.Trial.Scenarios;

namespace Seaworthy.Tests.Trial.Reports;

public class ReportTests
{
    [Fact]
    public void The_table_says_for_a_broken_promise_what_was_seen_and_what_to_do()
    {
        using var output = new StringWriter();

        new TableReport(output, colour: false).Write(SampleTrial.Entry.Report!);

        var text = output.ToString();
        Assert.Contains("passed      ready-in-time", text);
        Assert.Contains("FAILED      health-truthful", text);
        Assert.Contains("seen: it hung\n", text);
        Assert.Contains("do:   stop it\n", text);
        Assert.Contains("log:   [31mbye\n", text);
        Assert.Contains("not tested  idle-stop", text);
        Assert.Contains("1 passed, 1 failed, 1 not tested, in 12 s", text);
        Assert.DoesNotContain("\x1b[", text);
    }

    [Fact]
    public void Several_servers_stand_in_one_table()
    {
        using var output = new StringWriter();

        new ComparisonTable(output).Write([SampleTrial.Entry, SampleTrial.Failure]);

        var lines = output.ToString().Split('\n');
        Assert.Matches("^ +server +gone$", lines[0]);
        Assert.Matches("^ready-in-time +passed +not held$", lines[1]);
        Assert.Matches("^health-truthful +FAILED +not held$", lines[2]);
        Assert.Contains("gone: could not be tried. It did not start.", lines);
    }

    [Fact]
    public void Programs_get_every_call_with_times_from_the_signal()
    {
        using var stream = new MemoryStream();

        new JsonReport(TimeProvider.System, "1.2.3").Write([SampleTrial.Entry, SampleTrial.Failure], stream);

        using var document = JsonDocument.Parse(stream.ToArray());
        var trials = document.RootElement.GetProperty("trials");
        Assert.Equal(("1.2.3", 1, 2), (document.RootElement.GetProperty("version").GetString(), trials[0].GetProperty("exitCode").GetInt32(), trials[1].GetProperty("exitCode").GetInt32()));
        var scenario = trials[0].GetProperty("scenarios")[1];
        Assert.Equal("failed", scenario.GetProperty("verdict").GetString());
        Assert.Equal("stop it", scenario.GetProperty("faults")[0].GetProperty("remedy").GetString());
        var call = scenario.GetProperty("calls")[0];
        Assert.Equal((1000d, 2000d, "error_answer"), (call.GetProperty("sentMs").GetDouble(), call.GetProperty("endedMs").GetDouble(), call.GetProperty("fate").GetString()));
    }

    [Fact]
    public void CI_systems_get_JUnit()
    {
        var path = Path.GetTempFileName();
        try
        {
            JUnitReport.Write([SampleTrial.Entry, SampleTrial.Failure], path);
            var suites = XDocument.Load(path).Root!.Elements("testsuite").ToArray();

            Assert.Equal(("3", "1", "1", "0"), (suites[0].Attribute("tests")!.Value, suites[0].Attribute("failures")!.Value, suites[0].Attribute("skipped")!.Value, suites[0].Attribute("errors")!.Value));
            Assert.Equal("seen <Failed>", suites[0].Elements("testcase").ElementAt(1).Element("failure")!.Attribute("message")!.Value);
            Assert.Equal("1", suites[1].Attribute("errors")!.Value);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(0, nameof(Verdict.Passed), nameof(Verdict.NotTested))]
    [InlineData(1, nameof(Verdict.Passed), nameof(Verdict.Failed))]
    [InlineData(2, nameof(Verdict.NotTested), nameof(Verdict.NotTested))]
    public void The_exit_code_never_takes_what_was_not_tested_for_passed(int code, params string[] verdicts) =>
        Assert.Equal(code, SampleTrial.Report([.. verdicts.Select(Enum.Parse<Verdict>)]).ExitCode);
}
