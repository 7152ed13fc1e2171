using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports;

namespace FlowWatch.Core.Tests.Compliance.Reports;

public sealed class ComplianceDifferenceTests
{
    [Fact]
    public void Of_SameReport_HasNoChanges()
    {
        var difference = ComplianceDifference.Of(SampleCompliance.Report(), SampleCompliance.Report());

        Assert.Empty(difference.Changes);
        Assert.Equal(8, difference.Unchanged);
    }

    [Theory]
    [InlineData(ControlStatus.Pass, ControlStatus.Fail, ChangeKind.Worse)]
    [InlineData(ControlStatus.Pass, ControlStatus.NotVerified, ChangeKind.Worse)]
    [InlineData(ControlStatus.NotVerified, ControlStatus.Fail, ChangeKind.Worse)]
    [InlineData(ControlStatus.NotApplicable, ControlStatus.Fail, ChangeKind.Worse)]
    [InlineData(ControlStatus.Fail, ControlStatus.Suppressed, ChangeKind.Better)]
    [InlineData(ControlStatus.Fail, ControlStatus.Pass, ChangeKind.Better)]
    [InlineData(ControlStatus.NotVerified, ControlStatus.NotApplicable, ChangeKind.Better)]
    [InlineData(ControlStatus.NotApplicable, ControlStatus.Pass, ChangeKind.New)]
    [InlineData(ControlStatus.Pass, ControlStatus.NotApplicable, ChangeKind.Gone)]
    public void Of_OtherStatus_IsWorseOrBetter(ControlStatus before, ControlStatus after, ChangeKind kind)
    {
        var change = Assert.Single(ComplianceDifference.Of(With(before), With(after)).Changes);

        Assert.Equal((kind, before, after), (change.Kind, change.Before, change.After));
    }

    [Theory]
    [InlineData(ControlStatus.Fail, ChangeKind.Worse)]
    [InlineData(ControlStatus.NotVerified, ChangeKind.Worse)]
    [InlineData(ControlStatus.Pass, ChangeKind.New)]
    public void Of_ResultThatWasNotThere_IsNewOrWorse(ControlStatus status, ChangeKind kind)
    {
        var change = Assert.Single(ComplianceDifference.Of(SampleCompliance.Report(), With(status)).Changes);

        Assert.Equal((kind, null, "eni-1"), (change.Kind, change.Before, change.Resource));
    }

    [Fact]
    public void Of_ResultThatIsNotThereAnyMore_IsGone()
    {
        var change = Assert.Single(ComplianceDifference.Of(With(ControlStatus.Fail), SampleCompliance.Report()).Changes);

        Assert.Equal((ChangeKind.Gone, null), (change.Kind, change.After));
    }

    [Fact]
    public void Of_ControlWithAnotherVersion_IsNoted()
    {
        var before = SampleCompliance.Report();
        var after = before with { Controls = [.. before.Controls.Skip(1), before.Controls[0] with { Version = 2 }] };

        Assert.Equal(["The control flow-log-active judges differently: version 1 became 2."], ComplianceDifference.Of(before, after).Notes);
    }

    private static ComplianceReport With(ControlStatus status) => SampleCompliance.Report(null, SampleCompliance.Result("record-latency", status, "eni-1", "eni-1 is so."));
}
