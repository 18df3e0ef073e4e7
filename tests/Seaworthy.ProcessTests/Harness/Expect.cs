using System.Diagnostics.CodeAnalysis;

namespace Seaworthy.ProcessTests.Harness;

/// <summary>Asserts whose message is dear: it is made only when it is needed. To describe a process is to read the whole of <c>/proc</c>.</summary>
internal static class Expect
{
    /// <summary>Fails with what <paramref name="otherwise"/> says when <paramref name="condition"/> does not hold.</summary>
    public static void That([DoesNotReturnIf(false)] bool condition, Func<string> otherwise)
    {
        if (!condition)
            Assert.Fail(otherwise());
    }
}
