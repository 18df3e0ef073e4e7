namespace Seaworthy.Hosting.Telemetry;

/// <summary>
/// Every log event that Seaworthy writes. A number is never given to another event: dashboards and tests rely on them.
/// </summary>
/// <remarks>1000 lifecycle and drain · 2000 workers · 3000 the wire · 4000 the front door · 5000 commands.</remarks>
internal static class EventIds
{
    // 1000: lifecycle and drain
    public const int PhaseChanged = 1000;
    public const int StopBegan = 1001;
    public const int StopRepeated = 1002;
    public const int CallsCancelled = 1003;
    public const int CallsAnsweredWithError = 1004;
    public const int BudgetSpent = 1005;
    public const int Stopped = 1006;
    public const int CallCancelled = 1007;
    public const int StopStepFailed = 1010;
    public const int StopStepUnfinished = 1011;
    public const int CancellationCallbackFailed = 1012;
    public const int LifecycleLoopFailed = 1020;
    public const int UnhandledException = 1021;
    public const int UnhandledExceptionHookTaken = 1022;
    public const int BackgroundServiceFaulted = 1023;
    public const int ExitForced = 1024;
    public const int HealthChecksFailed = 1030;

    // 1100: the process as a whole
    public const int Listening = 1100;
    public const int ListenFailed = 1101;
    public const int StartWarning = 1102;
    public const int StartFailed = 1103;
    public const int Serving = 1104;
    public const int AddressNotAvailable = 1105;
    public const int SystemdNotReached = 1110;

    // 2000: workers
    public const int WorkerStarted = 2000;
    public const int WorkerReady = 2001;
    public const int WorkerDied = 2002;
    public const int WorkerNeverReady = 2003;
    public const int WorkerStopped = 2004;
    public const int WorkerLostForGood = 2005;
    public const int WorkerDiedWhileStopping = 2006;
    public const int SupervisionFailed = 2007;
    public const int WorkerAskedAgain = 2008;
    public const int WorkerStderr = 2010;
    public const int WorkerLogMessage = 2011;
    public const int WorkerNoise = 2012;
    public const int WorkerMoreNoise = 2013;
    public const int WorkerOversizedMessage = 2014;
    public const int WorkerSilentListener = 2015;
    public const int WorkerStderrDropped = 2016;
    public const int WorkerToolsUnknown = 2017;
    public const int WorkerProbeUnanswered = 2018;

    // 2020: the pool of workers
    public const int WorkerPhaseChanged = 2020;
    public const int WorkerReplaced = 2021;
    public const int WorkerReplacementFailed = 2022;
    public const int WorkerDiedRetired = 2023;
    public const int SpareTookOver = 2024;
    public const int WorkerHung = 2025;
    public const int ReloadBegan = 2026;
    public const int ReloadDone = 2027;
    public const int ReloadFailed = 2028;
    public const int SubscriptionNotMoved = 2029;

    // 2200: workers of single sessions
    public const int SessionWorkerReady = 2200;
    public const int SessionWorkerDied = 2201;
    public const int SessionWorkerEnded = 2202;
    public const int SpareWorkerDied = 2203;
    public const int SessionNotReplayed = 2204;

    // 2100: workers that serve HTTP themselves
    public const int UpstreamReady = 2100;
    public const int UpstreamStdout = 2101;
    public const int UpstreamForeignListener = 2102;

    // 4000: the front door
    public const int AnyHostAccepted = 4000;
    public const int AnyOriginAccepted = 4001;
    public const int RequestNotAllowed = 4002;
    public const int CertificateLoaded = 4010;
    public const int CertificateExpires = 4011;
    public const int CertificateRejected = 4012;
}
