using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Compliance.FlowLogActive;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Tests.Compliance;

public class ComplianceJudgeTests
{
    private static readonly ComplianceFacts Failing = HealthyTarget.Facts.FlowLogs(HealthyTarget.FlowLog() with { Status = "INACTIVE" });

    [Fact]
    public void Judge_ControlThatBreaks_IsNotVerifiedAndStopsNoOther()
    {
        var results = new ComplianceJudge(new ControlCatalog([new BrokenControl("broken", breaks: true), new FlowLogActiveControl()])).Judge(HealthyTarget.Facts, []).Results;

        Assert.Equal([("broken", ControlStatus.NotVerified), ("flow-log-active", ControlStatus.Pass)], results.Select(result => (result.Control, result.Status)));
        Assert.Contains("InvalidOperationException: no idea", results[0].Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_ControlThatSaysNothing_IsNotVerified() => Assert.Equal(
        ControlStatus.NotVerified,
        Assert.Single(new ComplianceJudge(new ControlCatalog([new BrokenControl("silent", breaks: false)])).Judge(HealthyTarget.Facts, []).Results).Status);

    [Fact]
    public void Judge_AcceptedFailure_IsSuppressedWithItsOwner()
    {
        var accepted = Accepted(HealthyTarget.Now.AddDays(1));

        var result = Judge(Failing, accepted);

        Assert.Equal((ControlStatus.Suppressed, accepted), (result.Status, result.Suppression));
    }

    [Theory]
    [InlineData(0, "fl-1", "flow-log-active")]
    [InlineData(1, "fl-2", "flow-log-active")]
    [InlineData(1, "fl-1", "vpc-covered")]
    public void Judge_ExpiredOrForAnother_HoldsNothing(int days, string resource, string control) =>
        Assert.Equal(ControlStatus.Fail, Judge(Failing, Accepted(HealthyTarget.Now.AddDays(days)) with { Resource = resource, Control = control }).Status);

    [Fact]
    public void Judge_NotVerified_CannotBeAccepted() =>
        Assert.Equal(ControlStatus.NotVerified, Judge(HealthyTarget.Facts.FlowLogs(HealthyTarget.Denied), Accepted(HealthyTarget.Now.AddDays(1)) with { Resource = null }).Status);

    private static ControlResult Judge(ComplianceFacts facts, ControlSuppression accepted) => Assert.Single(new ComplianceJudge(new ControlCatalog([new FlowLogActiveControl()])).Judge(facts, [accepted]).Results);

    private static ControlSuppression Accepted(DateTimeOffset expires) => new("flow-log-active", "fl-1", "ops", "known", expires);

    private sealed class BrokenControl(string id, bool breaks) : IControl
    {
        public ControlMetadata Metadata { get; } = new()
        {
            Id = id, Version = 1, Title = "", Requirements = ["13.16"], Severity = Severity.Low, Expectation = "", Risk = "", Trap = "", Remediation = new ControlRemediation(""), Documentation = "",
        };

        public IEnumerable<ControlResult> Judge(ComplianceFacts facts) => breaks ? throw new InvalidOperationException("no idea") : [];
    }
}
