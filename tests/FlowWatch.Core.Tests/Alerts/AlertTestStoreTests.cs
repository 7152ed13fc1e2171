using FlowWatch.Core.Alerts;
using FlowWatch.Core.Diagnostics.Access;
using FlowWatch.Core.Tests.Compliance;
using FlowWatch.Core.Tests.State;

namespace FlowWatch.Core.Tests.Alerts;

public class AlertTestStoreTests
{
    [Fact]
    public async Task SaveAsync_TestsOfDoctor_AreRememberedPerTopicTheNewestOnly()
    {
        using var state = new TemporaryState();
        var store = new AlertTestStore(state.Open());
        await store.SaveAsync("production-eu", new AlertTestRecord(HealthyTarget.Warning, HealthyTarget.Now.AddDays(-1), null, null, "refused"), CancellationToken.None);

        foreach (var test in AlertTests.Of(Access(), HealthyTarget.Now)) await store.SaveAsync("production-eu", test, CancellationToken.None);

        Assert.Equal(
            [
                new AlertTestRecord(HealthyTarget.Critical, HealthyTarget.Now, null, null, "not authorized"),
                new AlertTestRecord(HealthyTarget.Warning, HealthyTarget.Now, HealthyTarget.Now, null, null),
                new AlertTestRecord("file:/var/log/alerts.jsonl", HealthyTarget.Now, null, null, "not accepted now: the disk is full"),
                new AlertTestRecord("https://hooks.example.com/secret", HealthyTarget.Now, HealthyTarget.Now, null, null),
            ],
            await store.ListAsync("production-eu", CancellationToken.None));
        Assert.Empty(await store.ListAsync("other", CancellationToken.None));
    }

    private static TargetAccess Access() => new(
        HealthyTarget.Facts.Target,
        [],
        [
            Finding("sns:Publish", HealthyTarget.Warning, AccessOutcome.Ok, "a test message was sent (1)"),
            Finding("sns:Publish", HealthyTarget.Critical, AccessOutcome.Refused, "not authorized"),
            Finding("sns:GetTopicAttributes", HealthyTarget.Warning, AccessOutcome.Ok, "answered"),
            Finding("sns:Publish", "arn:aws:sns:eu-central-1:444455556666:other", AccessOutcome.NotTried, "no credentials"),
        ])
    {
        Addresses =
        [
            new AccessFinding { Subject = "webhook", Resource = "https://hooks.example.com/secret", Outcome = AccessOutcome.Ok, Detail = "a test message was sent (204)" },
            new AccessFinding { Subject = "file of alerts", Resource = "file:/var/log/alerts.jsonl", Outcome = AccessOutcome.CouldNotLook, Detail = "not accepted now: the disk is full" },
            new AccessFinding { Subject = "console", Resource = "console", Outcome = AccessOutcome.NotTried, Detail = "it would send a message; --send-test sends one" },
        ],
    };

    private static AccessFinding Finding(string action, string topic, AccessOutcome outcome, string detail) =>
        new() { Subject = action, Resource = topic, Outcome = outcome, Detail = detail, Permission = new NeededAction("Sid", action, [topic], "alerts") };
}
