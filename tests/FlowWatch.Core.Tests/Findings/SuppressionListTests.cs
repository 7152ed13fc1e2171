using System.Net;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Tests.Findings;

public class SuppressionListTests
{
    private static readonly DateTimeOffset Now = FindingSample.Noon;

    private static readonly Suppression Entry = new() { Name = "known", Owner = "network team", Reason = "expected", Expires = Now.AddDays(1) };

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9/32", true)]
    [InlineData("203.0.113.10", "203.0.113.9/32", false)]
    [InlineData("203.0.113.255", "203.0.113.0/24", true)]
    [InlineData("203.0.114.0", "203.0.113.0/24", false)]
    [InlineData("2001:db8::1", "2001:db8::/32", true)]
    [InlineData("2001:db9::1", "2001:db8::/32", false)]
    [InlineData("2001:db8::1", "0.0.0.0/0", false)]
    [InlineData("203.0.113.9", "::/0", false)]
    [InlineData("not-an-address", "0.0.0.0/0", false)]
    public void Apply_Source_MustLieInTheNetwork(string source, string network, bool covered) =>
        Assert.Equal(covered, Covers(Entry with { Source = IPNetwork.Parse(network) }, FindingSample.Of(source)));

    [Theory]
    [InlineData("PORT_SCAN", true)]
    [InlineData("BRUTE_FORCE", false)]
    public void Apply_Detection_MustBeTheSame(string detection, bool covered) =>
        Assert.Equal(covered, Covers(Entry with { Detection = "PORT_SCAN" }, FindingSample.Of("203.0.113.9", detection)));

    [Theory]
    [InlineData(22, true)]
    [InlineData(23, false)]
    public void Apply_Port_MustBeTheSame(int port, bool covered) =>
        Assert.Equal(covered, Covers(Entry with { Port = 22 }, FindingSample.Of("203.0.113.9", port: port)));

    [Fact]
    public void Apply_PortOfAFindingWithoutOne_MustBeTheOnlyOneTouched()
    {
        Finding Touching(params int[] ports) => FindingSample.Of("203.0.113.9") with
        {
            Evidence = new FindingEvidence { Counts = [], TopPorts = [.. ports.Select(port => new EvidencePort(port, null, 1))] },
        };

        Assert.True(Covers(Entry with { Port = 445 }, Touching(445)));
        Assert.False(Covers(Entry with { Port = 445 }, Touching(445, 446)));
        Assert.False(Covers(Entry with { Port = 445 }, Touching(446)));
        Assert.False(Covers(Entry with { Port = 445 }, Touching()));
    }

    [Fact]
    public void Apply_Targets_MustAllLieInTheNetwork()
    {
        var entry = Entry with { Target = IPNetwork.Parse("10.0.1.0/24") };

        Assert.True(Covers(entry, FindingSample.Of("203.0.113.9", targets: ["10.0.1.5", "10.0.1.6"])));
        Assert.False(Covers(entry, FindingSample.Of("203.0.113.9", targets: ["10.0.1.5", "10.0.2.6"])));
    }

    [Fact]
    public void Apply_MoreTargetsThanListed_AreNeverCoveredByTarget()
    {
        var finding = FindingSample.Of("203.0.113.9", targets: ["10.0.1.5"]) with { TargetCount = 2 };

        Assert.False(Covers(Entry with { Target = IPNetwork.Parse("0.0.0.0/0") }, finding));
        Assert.True(Covers(Entry with { Source = IPNetwork.Parse("203.0.113.9/32") }, finding));
    }

    [Fact]
    public void Apply_NoTargets_AreNeverCoveredByTarget() =>
        Assert.False(Covers(Entry with { Target = IPNetwork.Parse("0.0.0.0/0") }, FindingSample.Of("203.0.113.9")));

    [Fact]
    public void Apply_SeveralParts_MustAllHold()
    {
        var entry = Entry with { Source = IPNetwork.Parse("203.0.113.0/24"), Target = IPNetwork.Parse("10.0.1.5/32"), Port = 22, Detection = "BRUTE_FORCE" };

        Assert.True(Covers(entry, FindingSample.Of("203.0.113.9", "BRUTE_FORCE", 22, "10.0.1.5")));
        Assert.False(Covers(entry, FindingSample.Of("198.51.100.9", "BRUTE_FORCE", 22, "10.0.1.5")));
        Assert.False(Covers(entry, FindingSample.Of("203.0.113.9", "BRUTE_FORCE", 22, "10.0.1.6")));
        Assert.False(Covers(entry, FindingSample.Of("203.0.113.9", "BRUTE_FORCE", 23, "10.0.1.5")));
        Assert.False(Covers(entry, FindingSample.Of("203.0.113.9", "SUSPICIOUS_PORT_ACCESS", 22, "10.0.1.5")));
    }

    [Fact]
    public void Apply_ExpiryInstant_IsTheFirstThatItNoLongerHolds()
    {
        Finding[] findings = [FindingSample.Of("203.0.113.9")];
        var list = new SuppressionList([Entry with { Source = IPNetwork.Parse("203.0.113.9/32"), Expires = Now }]);

        var before = list.Apply(findings, Now.AddTicks(-1));
        var after = list.Apply(findings, Now);

        Assert.Empty(before.Open);
        Assert.Single(before.Suppressed);
        Assert.Empty(before.Warnings);
        Assert.Single(after.Open);
        Assert.Empty(after.Suppressed);
        Assert.Equal(
            ["Suppression 'known' of network team expired 2026-01-05 12:00Z and holds nothing back any more: renew it or remove it."],
            after.Warnings);
    }

    [Fact]
    public void Apply_ExpiryWithAnOffset_IsPrintedAndHeldInUtc()
    {
        var list = new SuppressionList([Entry with { Expires = new DateTimeOffset(2026, 1, 5, 14, 0, 0, TimeSpan.FromHours(2)) }]);

        Assert.Contains("expired 2026-01-05 12:00Z", Assert.Single(list.Apply([], Now).Warnings), StringComparison.Ordinal);
        Assert.Empty(list.Apply([], Now.AddTicks(-1)).Warnings);
    }

    [Fact]
    public void Apply_ManyFindings_CountsEachOnceUnderTheFirstThatCoversIt()
    {
        var wide = Entry with { Name = "wide", Source = IPNetwork.Parse("203.0.113.0/24") };
        var narrow = Entry with { Name = "narrow", Source = IPNetwork.Parse("203.0.113.9/32") };
        var expired = Entry with { Name = "expired", Expires = Now.AddDays(-1) };

        var (open, suppressed, warnings) = new SuppressionList([expired, narrow, wide]).Apply(
            [FindingSample.Of("203.0.113.9"), FindingSample.Of("203.0.113.10"), FindingSample.Of("198.51.100.1"), FindingSample.Of("203.0.113.11")], Now);

        Assert.Equal(["198.51.100.1"], open.Select(finding => finding.Source));
        Assert.Equal(
            ["203.0.113.9 narrow", "203.0.113.10 wide", "203.0.113.11 wide"],
            suppressed.Select(one => $"{one.Finding.Source} {one.Suppression.Name}"));
        Assert.Single(warnings);
    }

    private static bool Covers(Suppression suppression, Finding finding)
    {
        var (open, suppressed, warnings) = new SuppressionList([suppression]).Apply([finding], Now);
        Assert.Equal(1, open.Count + suppressed.Count);
        Assert.Empty(warnings);
        return suppressed.Count == 1;
    }
}
