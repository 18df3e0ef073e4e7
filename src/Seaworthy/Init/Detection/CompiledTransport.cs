using System.Text.RegularExpressions;
using Seaworthy.Deployment.Sources;
using Seaworthy.Deployment.Text;
using Seaworthy.Init.Plans;

namespace Seaworthy.Init.Detection;

/// <summary>How a server in Go or Rust talks.</summary>
internal static class CompiledTransport
{
    /// <summary>Reads its sources.</summary>
    public static void Read(IEnumerable<SourceFile> sources, Regex stdio, Regex http, Answers answers, Findings findings)
    {
        var code = sources.Select(file => (File: file, Code: CommentBlanker.Blank(file.Text, false))).ToArray();
        TransportReader.Decide(First(code, stdio), First(code, http), answers, findings);
        var database = code.SelectMany(source => DatabaseSign.Find(source.File)).FirstOrDefault();
        findings.ReadsDatabaseUrl = database is not null;
        if (database is not null)
            findings.Found("database", "DATABASE_URL", database.Text, database.Place);
        if (findings.Transport != Transport.Http)
            return;
        // The handlers of both languages' SDKs keep sessions unless they are told not to.
        findings.HasSessions = true;
        findings.Found("sessions", "in the memory of one process", "unless the handler is stateless");
        EndpointReader.Read(code.Select(source => source.File), findings);
    }

    private static Located? First(IEnumerable<(SourceFile File, string Code)> sources, Regex pattern) => sources
        .Select(source => pattern.Match(source.Code) is { Success: true } match ? new Located(match.Value, source.File.At(match.Index, match.Length)) : null)
        .FirstOrDefault(found => found is not null);
}
