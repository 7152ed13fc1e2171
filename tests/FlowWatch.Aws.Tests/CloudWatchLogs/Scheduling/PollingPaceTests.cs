using FlowWatch.Aws.CloudWatchLogs.Scheduling;

namespace FlowWatch.Aws.Tests.CloudWatchLogs.Scheduling;

public class PollingPaceTests
{
    [Fact]
    public void First_QueriesTakeThreeSeconds_IsSoonCloseToThat()
    {
        var pace = new PollingPace();
        double asks = 0, seconds = 0;
        for (var query = 0; query < 220; query++)
        {
            var (count, elapsed) = Run(pace, TimeSpan.FromSeconds(3));
            if (query < 20) continue;
            (asks, seconds) = (asks + count, seconds + elapsed.TotalSeconds);
        }

        Assert.InRange(asks / 200, 1, 1.6);
        Assert.InRange(seconds / 200, 3, 3.15);
    }

    [Fact]
    public void First_OneQueryIsSlow_StaysWhereItWas()
    {
        var pace = new PollingPace();
        for (var query = 0; query < 30; query++) Run(pace, TimeSpan.FromSeconds(3));

        pace.Learn(TimeSpan.FromMinutes(5));

        Assert.InRange(pace.First, TimeSpan.FromSeconds(2.8), TimeSpan.FromSeconds(3.3));
    }

    [Fact]
    public void First_QueriesBecomeFast_FollowsDown()
    {
        var pace = new PollingPace();
        for (var query = 0; query < 30; query++) Run(pace, TimeSpan.FromSeconds(60));
        Assert.InRange(pace.First, TimeSpan.FromSeconds(55), TimeSpan.FromSeconds(65));

        for (var query = 0; query < 5_000; query++) Run(pace, TimeSpan.FromMilliseconds(100));

        Assert.Equal(TimeSpan.FromMilliseconds(200), pace.First);
    }

    [Theory]
    [InlineData(0.1, 200)]
    [InlineData(10, 600)]
    [InlineData(3600, 5000)]
    public void Next_TimeGoesBy_GrowsWithinBounds(double elapsed, double milliseconds)
    {
        var next = PollingPace.Next(TimeSpan.FromSeconds(elapsed), 0.5);

        Assert.Equal(milliseconds, next.TotalMilliseconds, 3);
        Assert.Equal(0.9 * milliseconds, PollingPace.Next(TimeSpan.FromSeconds(elapsed), 0).TotalMilliseconds, 3);
        Assert.Equal(1.1 * milliseconds, PollingPace.Next(TimeSpan.FromSeconds(elapsed), 1).TotalMilliseconds, 3);
    }

    private static (int Asks, TimeSpan Elapsed) Run(PollingPace pace, TimeSpan takes)
    {
        var (asks, elapsed) = (1, pace.First);
        while (elapsed < takes) (asks, elapsed) = (asks + 1, elapsed + PollingPace.Next(elapsed, 0.5));
        pace.Learn(elapsed);
        return (asks, elapsed);
    }
}
