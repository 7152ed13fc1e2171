using FlowWatch.Core.Alerts;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Tests.Findings;

namespace FlowWatch.Core.Tests.Alerts;

public class AlertRoutingTests
{
    private static readonly AlertTopics All = new()
    {
        Warning = "w",
        Critical = "c",
        Levels = new Dictionary<EscalationLevel, string> { [EscalationLevel.Operations] = "l1", [EscalationLevel.Security] = "l2", [EscalationLevel.Network] = "l3" },
    };

    [Theory]
    [InlineData("PORT_SCAN", Severity.Critical, "c l2")]
    [InlineData("PORT_SCAN", Severity.High, "c l2")]
    [InlineData("SUSPICIOUS_PORT_ACCESS", Severity.Medium, "w l2")]
    [InlineData("BRUTE_FORCE", Severity.Critical, "c l2")]
    [InlineData("HIGH_TRAFFIC_VOLUME", Severity.Medium, "w l3")]
    [InlineData("HIGH_CONNECTION_COUNT", Severity.Critical, "c l3")]
    [InlineData("OF_ANOTHER_VERSION", Severity.Medium, "w l1")]
    public void Of_Finding_GoesToSeverityAndLevel(string detection, Severity severity, string topics)
    {
        var route = Route(detection, severity, All);

        Assert.Equal((AlertRouteStatus.Routed, topics), (route.Status, string.Join(' ', route.Topics)));
        Assert.Empty(route.Missing);
    }

    [Fact]
    public void LevelOf_EveryDetection_IsSecurityOrNetwork() => Assert.All(
        DetectionCatalog.Default.All,
        detection => Assert.Equal(detection.Metadata.Id.StartsWith("HIGH_", StringComparison.Ordinal) ? EscalationLevel.Network : EscalationLevel.Security, AlertRouting.LevelOf(detection.Metadata)));

    [Theory]
    [InlineData(Severity.Informational)]
    [InlineData(Severity.Low)]
    public void Of_WeakFinding_CallsNobody(Severity severity)
    {
        var route = Route("PORT_SCAN", severity, All);

        Assert.Equal(AlertRouteStatus.NotAlerted, route.Status);
        Assert.Empty(route.Topics);
        Assert.Empty(route.Missing);
    }

    [Fact]
    public void Of_NoTopic_SaysWhichAreMissing()
    {
        var route = Route("PORT_SCAN", Severity.High, new AlertTopics { Warning = "w" });

        Assert.Equal(AlertRouteStatus.NoTopic, route.Status);
        Assert.Empty(route.Topics);
        Assert.Equal(["topics.critical", "topics.level2"], route.Missing);
    }

    [Theory]
    [InlineData("w", null, "w", "topics.level3")]
    [InlineData(null, "l3", "l3", "topics.warning")]
    public void Of_OneOfTwoTopics_GoesThereAndSaysWhichIsMissing(string? warning, string? level, string topic, string missing)
    {
        var levels = new Dictionary<EscalationLevel, string>();
        if (level is not null) levels[EscalationLevel.Network] = level;

        var route = Route("HIGH_TRAFFIC_VOLUME", Severity.Medium, new AlertTopics { Warning = warning, Levels = levels });

        Assert.Equal(AlertRouteStatus.Routed, route.Status);
        Assert.Equal([topic], route.Topics);
        Assert.Equal([missing], route.Missing);
    }

    [Fact]
    public void Of_OneTopicForBoth_GoesThereOnce() => Assert.Equal(
        ["x"],
        Route("PORT_SCAN", Severity.Critical, new AlertTopics { Critical = "x", Levels = new Dictionary<EscalationLevel, string> { [EscalationLevel.Security] = "x" } }).Topics);

    [Fact]
    public void Of_FaultOfDelivery_GoesToOperations() => Assert.Equal(["c", "l1"], AlertRouting.Of(Severity.High, EscalationLevel.Operations, All).Topics);

    private static AlertRoute Route(string detection, Severity severity, AlertTopics topics) =>
        AlertRouting.Of(FindingSample.Of("10.0.0.1", detection) with { Severity = severity }, DetectionCatalog.Default.Find(detection)?.Metadata, topics);
}
