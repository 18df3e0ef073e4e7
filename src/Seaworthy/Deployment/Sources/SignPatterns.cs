using System.Text.RegularExpressions;

namespace Seaworthy.Deployment.Sources;

/// <summary>How each sign looks in each language. The group <c>value</c> is what it says, when it says something.</summary>
internal static partial class SignPatterns
{
    private const string Script = "js";
    private const string CSharp = "cs";
    private const string Python = "py";

    /// <summary>Every pattern with its sign and the language it is of.</summary>
    public static IReadOnlyList<(string Language, SourceSign Sign, Regex Pattern)> All { get; } =
    [
        (Script, SourceSign.TermHandler, NodeTerm()),
        (Script, SourceSign.IntHandler, NodeInt()),
        (Script, SourceSign.ServerClose, NodeClose()),
        (Script, SourceSign.ForcedClose, NodeForcedClose()),
        (Script, SourceSign.ForcedExit, NodeForcedExit()),
        (Script, SourceSign.LoopbackListen, NodeLoopback()),
        (Script, SourceSign.SessionMap, NodeSessions()),
        (Script, SourceSign.SpawnsChildren, NodeChildren()),
        (Script, SourceSign.ServesHttp, NodeHttp()),
        (Script, SourceSign.ServesStdio, NodeStdio()),
        (Script, SourceSign.ExitsZeroOnCrash, NodeCrashZero()),
        (Script, SourceSign.ReadsVariable, NodeVariable()),
        (Script, SourceSign.ReadsAnyVariable, NodeAnyVariable()),
        (CSharp, SourceSign.GenericHost, DotNetHost()),
        (CSharp, SourceSign.TermHandler, DotNetTerm()),
        (CSharp, SourceSign.HostDrain, DotNetDrain()),
        (CSharp, SourceSign.LoopbackListen, DotNetLoopback()),
        (CSharp, SourceSign.ChoosesAddress, DotNetAddress()),
        (CSharp, SourceSign.ServesHttp, DotNetHttp()),
        (CSharp, SourceSign.ServesStdio, DotNetStdio()),
        (CSharp, SourceSign.SessionMap, DotNetSessions()),
        (CSharp, SourceSign.Seaworthy, DotNetSeaworthy()),
        (Python, SourceSign.TermHandler, PythonTerm()),
        (Python, SourceSign.IntHandler, PythonInt()),
        (Python, SourceSign.LoopbackListen, PythonLoopback()),
        (Python, SourceSign.ServesHttp, PythonHttp()),
        (Python, SourceSign.ServesStdio, PythonStdio()),
        (Python, SourceSign.HostDrain, PythonDrain()),
        (Python, SourceSign.Uvicorn, PythonUvicorn()),
        (Python, SourceSign.SpawnsChildren, PythonChildren()),
    ];

    /// <summary>The language of a file, by its name.</summary>
    public static string LanguageOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".cs" => CSharp,
        ".py" => Python,
        _ => Script,
    };

    // A list of signals that a loop registers counts: for (const s of ['SIGINT', 'SIGTERM']).
    [GeneratedRegex("""process\s*\.\s*(?:on|once|addListener)\s*\(\s*["'`]SIGTERM|\[[^\]\n]{0,80}["']SIGTERM["']|enableShutdownHooks|graceful-shutdown|lightship|(?:onShutdown|closeWithGrace|gracefulShutdown|createTerminus|terminus|httpTerminator|createHttpTerminator|exitHook|asyncExitHook)\s*\(|["']SIGTERM["']\s*,\s*\(?\w*\)?\s*(?:=>|\w)""")]
    private static partial Regex NodeTerm();

    [GeneratedRegex("""process\s*\.\s*(?:on|once|addListener)\s*\(\s*["'`]SIGINT""")]
    private static partial Regex NodeInt();

    [GeneratedRegex("""\b(?:httpServer|http_server|server|listener|appServer|expressServer|srv)\s*\??\.\s*close\s*\(\s*(?:\(|async|function|resolve|err|\w+\s*=>|\w+\s*\))""")]
    private static partial Regex NodeClose();

    [GeneratedRegex("""closeAllConnections|server-destroy|http-terminator|enableDestroy|\.destroySoon\(|socket\.destroy\(|stoppable|terminus|closeWithGrace|\.close\(\s*true\s*\)""")]
    private static partial Regex NodeForcedClose();

    [GeneratedRegex("""setTimeout\s*\(\s*(?:async\s*)?(?:\(\s*\)|function\s*\(\s*\))\s*(?:=>)?\s*\{?[^}]{0,300}?process\.exit\s*\([^)]*\)[^}]{0,40}\}?\s*,\s*(?<value>[0-9_]+(?:\s*\*\s*[0-9_]+)*)\s*\)""")]
    private static partial Regex NodeForcedExit();

    [GeneratedRegex("""\.listen\s*\(\s*[^()\n]{1,60},\s*["'](?<value>127\.0\.0\.1|localhost|::1)["']|\b(?:host|hostname)\s*:\s*["'](?<value>127\.0\.0\.1|localhost|::1)["']\s*[,}]\s*(?:\}\s*)?(?:,\s*\(|\))|\.listen\s*\(\s*\{[^}]{0,120}\bhost\s*:\s*["'](?<value>127\.0\.0\.1|localhost|::1)["']|(?:process\.env\.HOST(?:NAME)?)\s*(?:\|\||\?\?)\s*["'](?<value>127\.0\.0\.1|localhost|::1)["']""")]
    private static partial Regex NodeLoopback();

    [GeneratedRegex("""\bsessionIdGenerator\s*:\s*(?!undefined\b)\S|\b(?:transports|sessions|servers|clients)\s*(?:\[\s*\w*[sS]ession\w*\s*\]|\.\s*set\s*\(\s*\w*[sS]ession\w*)""")]
    private static partial Regex NodeSessions();

    [GeneratedRegex("""(?:from|require\s*\()\s*["'](?:node:)?child_process["']|\bBun\.spawn\s*\(|new\s+Deno\.Command\s*\(|(?:from|require\s*\()\s*["'](?:execa|puppeteer|puppeteer-core|playwright)["']""")]
    private static partial Regex NodeChildren();

    [GeneratedRegex("""StreamableHTTPServerTransport|SSEServerTransport|\bexpress\s*\(\s*\)|\bfastify\s*\(|\bcreateServer\s*\(|\bnew\s+Hono\b|Bun\.serve\s*\(|Deno\.serve\s*\(|NodeStreamableHTTP""")]
    private static partial Regex NodeHttp();

    [GeneratedRegex("""StdioServerTransport""")]
    private static partial Regex NodeStdio();

    [GeneratedRegex("""process\s*\.\s*on\s*\(\s*["']uncaughtException["']\s*,(?:(?!process\.(?:on|exit))[\s\S]){0,300}process\.exit\s*\(\s*0?\s*\)""")]
    private static partial Regex NodeCrashZero();

    [GeneratedRegex("""process\.env(?:\.|\[\s*["'])(?<value>[A-Za-z_][A-Za-z0-9_]*)|\{(?<value>[^{}]{1,200})\}\s*=\s*process\.env|\benv\.(?<value>[A-Z][A-Z0-9_]*)""")]
    private static partial Regex NodeVariable();

    [GeneratedRegex("""process\.env\s*(?:\[\s*[A-Za-z_`]|[,);}]|$)|\.\.\.process\.env|dotenv|envalid|zod.{0,40}env|@nestjs/config|\bconvict\b""", RegexOptions.Multiline)]
    private static partial Regex NodeAnyVariable();

    [GeneratedRegex("""WebApplication\s*\.\s*Create|Host\s*\.\s*Create|HostApplicationBuilder|new\s+HostBuilder|CreateHostBuilder|DistributedApplication""")]
    private static partial Regex DotNetHost();

    [GeneratedRegex("""PosixSignalRegistration\s*\.\s*Create|ProcessExit\s*\+=""")]
    private static partial Regex DotNetTerm();

    [GeneratedRegex("""ShutdownTimeout\s*=\s*TimeSpan\s*\.\s*From(?<value>Seconds\s*\(\s*[0-9]+|Minutes\s*\(\s*[0-9]+)""")]
    private static partial Regex DotNetDrain();

    [GeneratedRegex("""(?:UseUrls|app\.Run|\.RunAsync|Urls\.Add)\s*\(\s*"https?://(?<value>localhost|127\.0\.0\.1|\[::1\])|ListenLocalhost\s*\(""")]
    private static partial Regex DotNetLoopback();

    [GeneratedRegex("""UseUrls|\bUrls\b|UseKestrel|ConfigureKestrel|KestrelServerOptions|\.Listen(?:AnyIP|Localhost|UnixSocket)?\s*\(|\.Run(?:Async)?\s*\(\s*[^)\s]|HttpListener|UseSetting""")]
    private static partial Regex DotNetAddress();

    [GeneratedRegex("""WithHttpTransport|MapMcp|WebApplication\s*\.\s*Create|new\s+HttpListener\b|\bHttpListener\s+\w+\s*=\s*new\b""")]
    private static partial Regex DotNetHttp();

    [GeneratedRegex("""WithStdioServerTransport|StdioServerTransport""")]
    private static partial Regex DotNetStdio();

    [GeneratedRegex("""WithHttpTransport\s*\((?![^;]{0,300}(?:Stateless\s*=\s*true|SessionMode\.Stateless))""")]
    private static partial Regex DotNetSessions();

    [GeneratedRegex("""AddSeaworthy\s*\(""")]
    private static partial Regex DotNetSeaworthy();

    [GeneratedRegex("""(?:signal\.signal|add_signal_handler)\s*\(\s*(?:signal\.)?SIGTERM|\[[^\]\n]{0,60}SIGTERM""")]
    private static partial Regex PythonTerm();

    [GeneratedRegex("""(?:signal\.signal|add_signal_handler)\s*\(\s*(?:signal\.)?SIGINT""")]
    private static partial Regex PythonInt();

    [GeneratedRegex("""(?:uvicorn\.run|uvicorn\.Config|\.run|\.run_async|FastMCP)\s*\([^()]{0,300}\bhost\s*=\s*["'](?<value>127\.0\.0\.1|localhost|::1)["']""")]
    private static partial Regex PythonLoopback();

    [GeneratedRegex("""uvicorn\.run|uvicorn\.Config|transport\s*=\s*["'](?:streamable-http|http|sse)["']|streamable_http_app|sse_app|http_app\s*\(|StreamableHTTPSessionManager""")]
    private static partial Regex PythonHttp();

    [GeneratedRegex("""stdio_server\s*\(|transport\s*=\s*["']stdio["']|\bmcp\.run\s*\(\s*\)""")]
    private static partial Regex PythonStdio();

    [GeneratedRegex("""timeout_graceful_shutdown\s*=\s*(?<value>[0-9]+)""")]
    private static partial Regex PythonDrain();

    [GeneratedRegex("""uvicorn\.run\s*\(|uvicorn\.Config\s*\(|\.run\s*\([^()]{0,200}transport\s*=\s*["'](?:streamable-http|http|sse)["']""")]
    private static partial Regex PythonUvicorn();

    [GeneratedRegex("""\bsubprocess\.(?:Popen|run|call|check_output)\b|create_subprocess_(?:exec|shell)|os\.fork\s*\(|multiprocessing\.Process\s*\(|async_playwright|sync_playwright""")]
    private static partial Regex PythonChildren();
}
