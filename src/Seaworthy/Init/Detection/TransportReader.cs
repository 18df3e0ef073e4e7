using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>Finds out how a server talks, and where, from the signs in its sources.</summary>
internal static class TransportReader
{
    /// <summary>Reads sources of JavaScript, C# and Python.</summary>
    /// <param name="all">Every source of the project.</param>
    /// <param name="entry">The sources that start, which decide when the others disagree.</param>
    /// <param name="answers">What was said.</param>
    /// <param name="findings">Takes what is found.</param>
    public static void Read(IEnumerable<SourceFile> all, IReadOnlyList<SourceFile> entry, Answers answers, Findings findings)
    {
        var signs = all.Select(file => (File: file, Signs: new SourceSigns(file))).ToArray();
        var near = signs.Where(source => entry.Contains(source.File)).ToArray();
        var stdio = Use(near, SourceSign.ServesStdio);
        var http = Use(near, SourceSign.ServesHttp);
        if (stdio is null && http is null)
            (stdio, http) = (Use(signs, SourceSign.ServesStdio), Use(signs, SourceSign.ServesHttp));
        Decide(stdio, http, answers, findings);

        var sessions = First(signs, SourceSign.SessionMap);
        findings.HasSessions = sessions is not null;
        var database = signs.SelectMany(source => DatabaseSign.Find(source.File)).FirstOrDefault();
        findings.ReadsDatabaseUrl = database is not null;
        if (database is not null)
            findings.Found("database", "DATABASE_URL", database.Text, database.Place);
        if (findings.Transport != Transport.Http)
            return;
        if (sessions is not null)
            findings.Found("sessions", "in the memory of one process", "they do not survive it, and no other replica has them", sessions.Place);
        EndpointReader.Read(signs.Select(source => source.File), findings);
    }

    /// <summary>Decides between two signs, or says that nobody can.</summary>
    public static void Decide(Located? stdio, Located? http, Answers answers, Findings findings)
    {
        if (answers.Transport is { } said)
        {
            findings.Transport = said;
            return;
        }
        if (stdio is not null && http is not null)
        {
            findings.Missing("--transport", "Does it talk over standard input and output, or over HTTP?",
                $"it can do both: {stdio.Place.Short} and {http.Place.Short}. What its command line chooses goes into --arguments", "stdio", "http");
        }
        else if ((stdio ?? http) is { } only)
        {
            findings.Transport = stdio is null ? Transport.Http : Transport.Stdio;
            findings.Found("transport", stdio is null ? "HTTP" : "stdio", only.Place.File.Line(only.Place.Line).Trim(), only.Place);
        }
        else
        {
            findings.Missing("--transport", "Does it talk over standard input and output, or over HTTP?", "no source of it shows a transport of MCP", "stdio", "http");
        }
    }

    // An import stands above the use, which says more.
    private static Located? Use(IEnumerable<(SourceFile File, SourceSigns Signs)> sources, SourceSign sign) =>
        sources.Select(source => source.Signs[sign]).FirstOrDefault(found => found.Count > 0) is { } places ? places[^1] : null;

    private static Located? First(IEnumerable<(SourceFile File, SourceSigns Signs)> sources, SourceSign sign) => sources.SelectMany(source => source.Signs[sign]).FirstOrDefault();
}
