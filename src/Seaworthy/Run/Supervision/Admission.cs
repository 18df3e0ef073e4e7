using Seaworthy.Hosting.Contract;

namespace Seaworthy.Run.Supervision;

/// <summary>A worker to give a call to, or the reason why there is none; with neither, the call was taken back.</summary>
internal readonly record struct Admission(Worker? Worker, CallError? Error);
