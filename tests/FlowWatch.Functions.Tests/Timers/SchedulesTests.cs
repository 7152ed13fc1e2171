using System.Reflection;
using FlowWatch.Functions.Timers;
using Microsoft.Azure.Functions.Worker;
using NCrontab;

namespace FlowWatch.Functions.Tests.Timers;

/// <summary>Timers fire when the runbook says: the anomaly check every 15 minutes, the security check every 10.</summary>
public class SchedulesTests
{
    private static readonly DateTime Midnight = new(2026, 2, 28, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(nameof(AnomalyDetection), 15)]
    [InlineData(nameof(SecurityAnalysis), 10)]
    [InlineData(nameof(Heartbeat), 5)]
    [InlineData(nameof(AlertDispatch), 1)]
    public void Schedule_OfEachTimer_IsTheRunbooks(string function, int minutes)
    {
        var schedule = CrontabSchedule.Parse(Trigger(function).Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });

        var fired = schedule.GetNextOccurrences(Midnight.AddTicks(-1), Midnight.AddDays(2)).ToList();

        Assert.Equal(Enumerable.Range(0, 2 * 1440 / minutes).Select(index => Midnight.AddMinutes(index * minutes)), fired);
    }

    // The runbook verifies compliance once a quarter; a day is the longest that a gap may stay unseen.
    [Fact]
    public void Schedule_OfComplianceVerification_IsEveryDayAtSix()
    {
        var schedule = CrontabSchedule.Parse(Trigger(nameof(ComplianceVerification)).Schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true });

        Assert.Equal([Midnight.AddHours(6), Midnight.AddHours(30)], schedule.GetNextOccurrences(Midnight.AddTicks(-1), Midnight.AddDays(2)));
    }

    [Fact]
    public void Timers_Functions_AreAllHeldAbove() => Assert.Equal(
        [nameof(AlertDispatch), nameof(AnomalyDetection), nameof(ComplianceVerification), nameof(Heartbeat), nameof(SecurityAnalysis)],
        Functions().Select(function => function.GetCustomAttribute<FunctionAttribute>()!.Name).Order(StringComparer.Ordinal));

    // A start must not run a check: many hosts may start at once, and the ledger knows what is due.
    [Fact]
    public void Timers_RunOnStartup_Never() => Assert.All(Functions(), function => Assert.False(Trigger(function)!.RunOnStartup));

    [Fact]
    public void Timers_Monitor_IsOn() => Assert.All(Functions(), function => Assert.True(Trigger(function)!.UseMonitor));

    private static TimerTriggerAttribute Trigger(string name) => Trigger(Functions().Single(function => function.GetCustomAttribute<FunctionAttribute>()!.Name == name))!;

    private static TimerTriggerAttribute? Trigger(MethodInfo function) => function.GetParameters().Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>()).SingleOrDefault(trigger => trigger is not null);

    private static List<MethodInfo> Functions() =>
        [.. typeof(AnomalyDetection).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null && Trigger(method) is not null)];
}
