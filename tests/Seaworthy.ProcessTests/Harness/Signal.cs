namespace Seaworthy.ProcessTests.Harness;

/// <summary>The signals that tests send, with their Linux numbers.</summary>
internal enum Signal
{
    None = 0,
    Hangup = 1,
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
