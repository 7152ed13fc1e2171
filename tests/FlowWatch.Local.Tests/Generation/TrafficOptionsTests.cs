using FlowWatch.Local.Generation;

namespace FlowWatch.Local.Tests.Generation;

public class TrafficOptionsTests
{
    [Fact]
    public void Defaults_AreUsableAndPinned()
    {
        var options = new TrafficOptions();

        Assert.Empty(options.Validate());
        Assert.Equal(1, options.Seed);
        Assert.Equal(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero), options.Start);
        Assert.Equal(TimeSpan.FromHours(1), options.Duration);
        Assert.Equal(40, options.Hosts);
        Assert.Equal(20, options.ConnectionsPerSecond);
        Assert.Equal(60, options.AggregationInterval);
        Assert.Equal(
            "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status",
            string.Join(' ', options.Fields));
        Assert.False(options.Header);
        Assert.True(options.Incidents);
        Assert.Null(options.Only);
    }

    [Fact]
    public void Validate_EverythingWrong_SaysEverythingAtOnce()
    {
        var options = new TrafficOptions
        {
            Start = new DateTimeOffset(2026, 1, 5, 12, 0, 0, 500, TimeSpan.Zero),
            Duration = TimeSpan.FromSeconds(30),
            Hosts = 3,
            ConnectionsPerSecond = double.NaN,
            AggregationInterval = 300,
            Fields = ["srcaddr", "srcaddr", "colour"],
            Only = [(IncidentKind)99],
        };

        Assert.Equal(
            [
                "Start must be a whole second after 1970-01-01, not 2026-01-05T12:00:00.5000000Z.",
                "Duration must be whole seconds, from 1 minute to 31 days, not 00:00:30.",
                "Hosts must be from 16 to 40000, not 3.",
                "ConnectionsPerSecond must be from 0.1 to 40000, not NaN.",
                "AggregationInterval must be 60 or 600 seconds, not 300.",
                "Fields names 'colour', which the generator cannot write. It can write: " + string.Join(' ', TrafficOptions.SupportedFields) + ".",
                "Fields names 'srcaddr' more than once.",
                "Only lists 99, which is no kind of incident.",
            ],
            options.Validate());
    }

    [Fact]
    public void Validate_NoRoomForIncidents_SaysSo()
    {
        var options = new TrafficOptions { Duration = TimeSpan.FromMinutes(5) };

        Assert.Equal(
            ["Duration must be at least 15 minutes to hold incidents, not 00:05:00; or set Incidents to false."], options.Validate());
        Assert.Empty((options with { Incidents = false }).Validate());
    }

    [Fact]
    public void Validate_NoFieldsAndIncidentsWithoutIncidents_SaysBoth()
    {
        var options = new TrafficOptions { Fields = [], Incidents = false, Only = [IncidentKind.HostSweep] };

        Assert.Equal(
            ["Fields must name at least one field.", "Only lists incidents although Incidents is false."], options.Validate());
    }

    [Fact]
    public void Generator_UnusableOptions_RefusesWithAllMessages()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new TrafficGenerator(new TrafficOptions { Hosts = 1, AggregationInterval = 1 }));

        Assert.Contains("Hosts must be", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("AggregationInterval must be", refusal.Message, StringComparison.Ordinal);
    }
}
