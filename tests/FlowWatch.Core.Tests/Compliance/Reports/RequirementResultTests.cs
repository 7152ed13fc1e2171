using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports;

namespace FlowWatch.Core.Tests.Compliance.Reports;

public sealed class RequirementResultTests
{
    [Fact]
    public void Of_OneFailure_IsNotMet() => Assert.Equal(ControlStatus.Fail, Status(SampleCompliance.Report(), "13.16"));

    [Fact]
    public void Of_NothingWorseThanNotVerified_IsNotVerified() => Assert.Equal(ControlStatus.NotVerified, Status(SampleCompliance.Report(), "13.17"));

    [Fact]
    public void Of_NoResultOfItsControls_IsNotVerified()
    {
        var report = SampleCompliance.Report();

        Assert.Equal(ControlStatus.NotVerified, Status(report with { Targets = [report.Targets[1]] }, "13.18"));
    }

    [Fact]
    public void Of_TargetThatCouldNotBeJudged_KeepsAllFromBeingMet()
    {
        var report = SampleCompliance.Report();
        var passing = report.Targets[1] with { Results = [.. SampleCompliance.Controls.Select(control => SampleCompliance.Result(control.Id, ControlStatus.Pass, "x", "x is well."))] };

        Assert.Equal(ControlStatus.Pass, Status(report with { Targets = [passing] }, "13.16"));
        Assert.Equal(ControlStatus.NotVerified, Status(report with { Targets = [passing, passing with { Target = "other", Results = [], NotVerified = "no credentials" }] }, "13.16"));
    }

    [Fact]
    public void Of_OneTargetWithoutResults_KeepsItFromBeingMet()
    {
        var report = SampleCompliance.Report();
        var passing = report.Targets[1] with { Results = [.. SampleCompliance.Controls.Select(control => SampleCompliance.Result(control.Id, ControlStatus.Pass, "x", "x is well."))] };

        Assert.Equal(ControlStatus.NotVerified, Status(report with { Targets = [passing, passing with { Target = "other", Results = [] }] }, "13.17"));
    }

    [Fact]
    public void Of_NoTarget_IsNotVerified() => Assert.Equal(ControlStatus.NotVerified, Status(SampleCompliance.Report() with { Targets = [] }, "13.16"));

    private static ControlStatus Status(ComplianceReport report, string requirement) => RequirementResult.Of(report).Single(result => result.Requirement.Id == requirement).Status;
}
