using Seaworthy.Hosting.Contract;
using Seaworthy.Trial.Calls;
using Seaworthy.Trial.Mcp;

namespace Seaworthy.Trial;

/// <summary>Looks at a running server: what it speaks, where its health is, what can be called.</summary>
internal sealed class Surveyor(TrialOptions options, Server server, McpSession session)
{
    private const int Candidates = 6;

    private static readonly string[] UsualHealthPaths =
        [HealthPaths.Health, "/healthz", HealthPaths.Ready, HealthPaths.ReadyAlias, "/ready", "/health_check", "/ping"];

    private static readonly TimeSpan ShortCall = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Longer than anything that just happens to be slow, and short enough to be tried with several tools.
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(400);

    /// <summary>Looks.</summary>
    /// <exception cref="TrialException">What was named does not work.</exception>
    public async Task<Survey> LookAsync(CancellationToken cancel)
    {
        var tools = await ListToolsAsync(cancel);
        return new Survey(session.Revision, await FindHealthAsync(cancel), await PlanLoadAsync(tools, cancel), await PlanSlowAsync(tools, cancel));
    }

    private async Task<IReadOnlyList<ToolDescription>> ListToolsAsync(CancellationToken cancel)
    {
        var (answer, record) = await session.RequestAsync("tools/list", "{}", TimeSpan.FromSeconds(10), cancel);
        // A server without tools answers "method not found": it has none.
        return record.Fate == CallFate.Answered ? ToolDescription.ReadAll(answer.Result!.Value) : [];
    }

    private async Task<string?> FindHealthAsync(CancellationToken cancel)
    {
        foreach (var path in options.Health is { } named ? [named] : UsualHealthPaths)
        {
            if ((await server.GetAsync(path, cancel)).IsSuccess)
                return path;
        }
        return options.Health;
    }

    private async Task<CallPlan> PlanLoadAsync(IReadOnlyList<ToolDescription> tools, CancellationToken cancel)
    {
        if (options.Call is { } named)
        {
            return await TryLoadAsync(named, "named with --call", TimeSpan.FromSeconds(30), cancel)
                ?? throw new TrialException($"--call {named.Tool}: the server did not answer it. {await WhatCameAsync(named, cancel)}");
        }
        foreach (var template in ToolChoice.ForLoad(tools).Take(Candidates))
        {
            if (await TryLoadAsync(template, "marked read-only", ShortCall, cancel) is { } plan)
                return plan;
        }
        return new CallPlan { Reason = "no tool is marked read-only and answers at once; name one with --call" };
    }

    private async Task<CallPlan?> TryLoadAsync(CallTemplate template, string reason, TimeSpan limit, CancellationToken cancel)
    {
        const string Text = "seaworthy-survey";
        var record = await session.CallAsync(template.Prepare(TimeSpan.Zero, Text, echoes: false), null, limit, cancel);
        return record.Fate == CallFate.Answered
            ? new CallPlan { Template = template, Reason = reason, Echoes = template.TakesText && record.Detail.Contains(Text, StringComparison.Ordinal) }
            : null;
    }

    private async Task<CallPlan?> PlanSlowAsync(IReadOnlyList<ToolDescription> tools, CancellationToken cancel)
    {
        if (options.SlowCall is { } named)
            return await MeasureAsync(named, cancel);
        foreach (var template in ToolChoice.ForLength(tools).Take(Candidates))
        {
            var record = await session.CallAsync(template.Prepare(Sample, "x", echoes: false), null, Patience, cancel);
            if (record.Fate == CallFate.Answered && record.Took(server.Time) >= Sample * 0.9)
                return new CallPlan { Template = template, Reason = "marked read-only" };
        }
        return null;
    }

    private async Task<CallPlan> MeasureAsync(CallTemplate named, CancellationToken cancel)
    {
        const string Reason = "named with --slow-call";
        if (named.TakesLength)
            return new CallPlan { Template = named, Reason = Reason };
        var record = await session.CallAsync(named.Prepare(Sample, "x", echoes: false), null, (2 * options.Budget) + TimeSpan.FromSeconds(60), cancel);
        return record.Fate == CallFate.Answered
            ? new CallPlan { Template = named, Reason = Reason, FixedLength = record.Took(server.Time) }
            : throw new TrialException($"--slow-call {named.Tool}: {record.Describe(server.Time)}. Name a call that is answered.");
    }

    private async Task<string> WhatCameAsync(CallTemplate named, CancellationToken cancel) =>
        "What came: " + (await session.CallAsync(named.Prepare(TimeSpan.Zero, "x", echoes: false), null, Patience, cancel)).Describe(server.Time) + ".";
}
