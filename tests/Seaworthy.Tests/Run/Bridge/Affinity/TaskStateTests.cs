using System.Text;
using Seaworthy.Run.Bridge.Affinity;

namespace Seaworthy.Tests.Run.Bridge.Affinity;

public class TaskStateTests
{
    [Theory]
    [InlineData("""{"task":{"taskId":"a","status":"working","ttl":60000}}""", "a", false, false, 60.0)]
    [InlineData("""{"resultType":"task","taskId":"a","status":"working","ttlMs":1500}""", "a", false, false, 1.5)]
    [InlineData("""{"taskId":"a","status":"completed"}""", "a", true, true, null)]
    [InlineData("""{"taskId":"a","status":"failed","ttl":null}""", "a", true, true, null)]
    [InlineData("""{"taskId":"a","status":"cancelled"}""", "a", true, false, null)]
    [InlineData("""{"taskId":"a","status":"input_required"}""", "a", false, false, null)]
    public void Is_read_in_either_shape(string result, string id, bool isOver, bool hasResult, double? seconds) => Assert.Equal(
        new TaskState(id, isOver, hasResult, seconds is { } ttl ? TimeSpan.FromSeconds(ttl) : null), TaskState.Read(Encoding.UTF8.GetBytes(result)));

    [Theory]
    [InlineData("""{"content":[]}""")]
    [InlineData("""{"task":7}""")]
    [InlineData("""{"taskId":7}""")]
    [InlineData("7")]
    public void Other_results_are_about_no_task(string result) => Assert.Null(TaskState.Read(Encoding.UTF8.GetBytes(result)));
}
