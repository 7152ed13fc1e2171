using CsCheck;
using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Tests.Detections;

public class DetectionSettingsTests
{
    [Fact]
    public void List_Defaults_ArePinned() => Assert.Equal(
        """
        HIGH_TRAFFIC_VOLUME.bytes = 1000000000 bytes, more than
        HIGH_TRAFFIC_VOLUME.windowMinutes = 15 minutes, within
        HIGH_CONNECTION_COUNT.connections = 1000 connections, more than
        HIGH_CONNECTION_COUNT.windowMinutes = 15 minutes, within
        PORT_SCAN.distinctPorts = 50 ports, more than
        PORT_SCAN.windowMinutes = 10 minutes, within
        PORT_SCAN.failedPorts = 10 ports, at least
        PORT_SCAN.failedPercent = 50 percent, at least
        PORT_SCAN.systemPorts = 15 ports, at least
        PORT_SCAN.sweepHosts = 20 hosts, at least
        PORT_SCAN.sweepFailedHosts = 8 hosts, at least
        PORT_SCAN.sweepFailedPercent = 33 percent, at least
        PORT_SCAN.slowFailedServices = 25 services, at least
        PORT_SCAN.slowFailedPercent = 80 percent, at least
        PORT_SCAN.slowHours = 24 hours, within
        SUSPICIOUS_PORT_ACCESS.ports = 22,3389,445 ports, one of
        SUSPICIOUS_PORT_ACCESS.outboundPorts = 3389,445 ports, one of
        SUSPICIOUS_PORT_ACCESS.failedAttempts = 10 connections, at least
        SUSPICIOUS_PORT_ACCESS.sessionSeconds = 60 seconds, at least
        SUSPICIOUS_PORT_ACCESS.sessionBytes = 20000 bytes, at least
        BRUTE_FORCE.ports = 21,22,23,2222,3389,3390,3391,3392,5900,5985,5986,22222,33890,33891 ports, one of
        BRUTE_FORCE.attempts = 20 connections, at least
        BRUTE_FORCE.internalAttempts = 40 connections, at least
        BRUTE_FORCE.unusualPortAttempts = 100 connections, at least
        BRUTE_FORCE.shortSeconds = 60 seconds, at most
        BRUTE_FORCE.shortBytes = 20000 bytes, at most
        BRUTE_FORCE.sessionSeconds = 120 seconds, at least
        BRUTE_FORCE.sessionBytes = 100000 bytes, at least
        """,
        string.Join('\n', DetectionSettings.List(new()).Select(setting => $"{setting.Detection}.{setting.Name} = {setting.Value} {setting.Unit}, {setting.Direction}")),
        ignoreLineEndingDifferences: true);

    [Theory]
    [InlineData("PORT_SCAN", "distinctPorts", "80", 80)]
    [InlineData("port_scan", "DISTINCTPORTS", " 80 ", 80)]
    [InlineData("PORT_SCAN", "distinctPorts", "1", 1)]
    [InlineData("PORT_SCAN", "distinctPorts", "1,000", 1000)]
    [InlineData("PORT_SCAN", "distinctPorts", "9223372036854775807", long.MaxValue)]
    public void Change_GoodNumber_IsTaken(string detection, string name, string value, long expected)
    {
        var options = Changed(out var errors, (detection, name, value));

        Assert.Empty(errors);
        Assert.Equal(expected, options.PortScan.DistinctPorts);
        Assert.Equal(new DetectionOptions().PortScan with { DistinctPorts = expected }, options.PortScan);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData("many")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("5,0")]
    [InlineData("1,00")]
    [InlineData(",100")]
    [InlineData("1000,000")]
    [InlineData("0x10")]
    [InlineData("9223372036854775808")]
    public void Change_BadNumber_IsRefused(string value)
    {
        var options = Changed(out var errors, ("PORT_SCAN", "distinctPorts", value));

        Assert.Equal([$"here: '{value}' is not a whole number of ports from 1"], errors);
        Assert.Equal(50, options.PortScan.DistinctPorts);
    }

    [Theory]
    [InlineData("HIGH_TRAFFIC_VOLUME", "windowMinutes", "4", "'4' is not a whole number of minutes from 5 to 1440, a multiple of 5")]
    [InlineData("HIGH_TRAFFIC_VOLUME", "windowMinutes", "1441", "'1441' is not a whole number of minutes from 5 to 1440, a multiple of 5")]
    [InlineData("HIGH_TRAFFIC_VOLUME", "windowMinutes", "17", "'17' is not a whole number of minutes from 5 to 1440, a multiple of 5")]
    [InlineData("PORT_SCAN", "failedPercent", "101", "'101' is not a whole number of percent from 1 to 100")]
    [InlineData("PORT_SCAN", "sweepHosts", "1", "'1' is not a whole number of hosts from 2")]
    [InlineData("BRUTE_FORCE", "ports", "", "'' is not a list of port numbers, separated by commas")]
    [InlineData("BRUTE_FORCE", "ports", "22;23", "'22;23' is not a list of port numbers, separated by commas")]
    [InlineData("BRUTE_FORCE", "ports", "22,65536", "'22,65536' is not a list of port numbers, separated by commas")]
    [InlineData("BRUTE_FORCE", "ports", "22,ssh", "'22,ssh' is not a list of port numbers, separated by commas")]
    public void Change_OutOfRange_SaysTheRange(string detection, string name, string value, string error)
    {
        Changed(out var errors, (detection, name, value));

        Assert.Equal([$"here: {error}"], errors);
    }

    [Theory]
    [InlineData("22")]
    [InlineData("22,")]
    [InlineData("22,2022")]
    [InlineData(" 22 , 2022 ,65535")]
    public void Change_Ports_AreTaken(string value)
    {
        var options = Changed(out var errors, ("BRUTE_FORCE", "ports", value));

        Assert.Empty(errors);
        Assert.Equal(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(long.Parse), options.BruteForce.Ports);
    }

    [Fact]
    public void Change_SeveralMistakes_AreAllReportedAndTheRestTaken()
    {
        var options = Changed(
            out var errors,
            ("PORT_SCANS", "distinctPorts", "80"),
            ("HIGH_CONNECTION_COUNT", "connection", "80"),
            ("HIGH_CONNECTION_COUNT", "connections", "many"),
            ("HIGH_CONNECTION_COUNT", "windowMinutes", "5"),
            ("HIGH_TRAFFIC_VOLUME", "bytes", "500"));

        Assert.Equal(
            [
                "here: no detection is called 'PORT_SCANS'; there are HIGH_TRAFFIC_VOLUME, HIGH_CONNECTION_COUNT, PORT_SCAN, SUSPICIOUS_PORT_ACCESS, BRUTE_FORCE",
                "here: HIGH_CONNECTION_COUNT has no setting 'connection'; it has connections, windowMinutes",
                "here: 'many' is not a whole number of connections from 1",
            ],
            errors);
        Assert.Equal(5, options.HighConnectionCount.WindowMinutes);
        Assert.Equal(500, options.HighTrafficVolume.Bytes);
    }

    [Fact]
    public void Change_Options_AreNotChangedThemselves()
    {
        var before = new DetectionOptions();
        var errors = new List<string>();

        var after = DetectionSettings.Change(before, [("here", "PORT_SCAN", "distinctPorts", "80"), ("here", "PORT_SCAN", "slowHours", "12")], errors);

        Assert.Equal(50, before.PortScan.DistinctPorts);
        Assert.Equal((80, 12), (after.PortScan.DistinctPorts, after.PortScan.SlowHours));
    }

    [Fact]
    public void Change_EverySettingToItsOwnDefault_ChangesNothing()
    {
        var defaults = DetectionSettings.List(new());

        var options = Changed(out var errors, [.. defaults.Select(setting => (setting.Detection, setting.Name, setting.Value))]);

        Assert.Empty(errors);
        Assert.Equal(defaults, DetectionSettings.List(options));
    }

    [Fact]
    public void Change_AnyText_NeverThrows() =>
        Gen.Select(Gen.OneOf(Gen.String, Gen.OneOf("PORT_SCAN", "BRUTE_FORCE")), Gen.OneOf(Gen.String, Gen.OneOf("ports", "distinctPorts")), Gen.String).Sample((detection, name, value) =>
        {
            Changed(out var errors, (detection, name, value));
            Assert.InRange(errors.Count, 0, 1);
        });

    private static DetectionOptions Changed(out List<string> errors, params (string Detection, string Name, string Value)[] changes)
    {
        errors = [];
        return DetectionSettings.Change(new DetectionOptions(), changes.Select(change => ("here", change.Detection, change.Name, change.Value)), errors);
    }
}
