using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Tests.Dashboard;

public sealed class DashboardLinksTests
{
    [Theory]
    [InlineData(null, "/api/dashboard")]
    [InlineData("a+b/c=&d", "/api/dashboard?code=a%2Bb%2Fc%3D%26d")]
    public void Dashboard_AllAsUsual_HasTheKeyOnly(string? key, string expected) => Assert.Equal(expected, new DashboardLinks("/api/dashboard", key).Dashboard(new DashboardFilter()));

    [Fact]
    public void Dashboard_Filter_StandsInTheAddress()
    {
        var filter = new DashboardFilter { Target = "a b", LeastSeverity = Severity.High, Status = "all", Range = "7d", Refresh = null };

        Assert.Equal("/api/dashboard?target=a%20b&severity=high&status=all&range=7d&refresh=off&code=k", new DashboardLinks("/api/dashboard", "k").Dashboard(filter));
    }

    [Fact]
    public void Pages_Names_AreEncoded()
    {
        var links = new DashboardLinks("/x", null);

        Assert.Equal("/x/targets/a%2Fb%3F", links.Target("a/b?"));
        Assert.Equal("/x/address?address=2001%3Adb8%3A%3A1", links.Address("2001:db8::1"));
        Assert.Equal("/x/incidents/a%23b/resolve", links.Act("a#b", "resolve"));
    }

    [Fact]
    public void Words_EveryRangeAndRefresh_HasAMeaning()
    {
        Assert.Equal([1, 6, 24, 168], DashboardWords.Ranges.Select(word => DashboardWords.Range(word).TotalHours));
        Assert.All(DashboardWords.Refreshes, word => Assert.Equal(word, DashboardWords.Of(DashboardWords.Refresh(word))));
        Assert.All(Enum.GetValues<TargetLevel>(), level => Assert.NotEmpty(DashboardWords.Of(level)));
        Assert.All(Enum.GetValues<WindowState>(), state => Assert.NotEmpty(DashboardWords.Of(state)));
        Assert.All(Enum.GetValues<FigureStatus>(), status => Assert.NotEmpty(DashboardWords.Of(status)));
    }
}
