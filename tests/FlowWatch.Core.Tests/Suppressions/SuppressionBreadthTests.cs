using System.Net;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Suppressions;

namespace FlowWatch.Core.Tests.Suppressions;

public class SuppressionBreadthTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("10.0.9.9/32", null, "PORT_SCAN", null, 30, "")]
    [InlineData("10.0.0.0/16", null, "PORT_SCAN", null, 366, "")]
    [InlineData("10.0.0.0/15", null, "PORT_SCAN", null, 30, "it covers 131,072 addresses (source 10.0.0.0/15)")]
    [InlineData("10.0.0.0/8", "10.0.1.0/24", "PORT_SCAN", null, 30, "")]
    [InlineData("10.0.0.0/8", "172.16.0.0/12", "PORT_SCAN", null, 30, "it covers 16,777,216 addresses (source 10.0.0.0/8) to 1,048,576 addresses (target 172.16.0.0/12)")]
    [InlineData("2001:db8::/48", null, "PORT_SCAN", null, 30, "")]
    [InlineData("2001:db8::/32", null, "PORT_SCAN", null, 30, "it covers 2^96 addresses (source 2001:db8::/32)")]
    [InlineData(null, null, "PORT_SCAN", null, 30, "it names no network of source or target, so it covers every address")]
    [InlineData("10.0.9.9/32", null, null, 22, 30, "")]
    [InlineData("10.0.9.9/32", null, null, null, 30, "it names no detection and no port, so it covers whatever those addresses do, detections of later versions included")]
    [InlineData("10.0.9.9/32", null, "PORT_SCAN", null, 367, "it holds for 1 years")]
    [InlineData("10.0.9.9/32", null, "PORT_SCAN", null, 3653, "it holds for 10 years")]
    public void Reasons_OfASuppression_SayWhyItCoversVeryMuch(string? source, string? target, string? detection, int? port, int days, string expected) =>
        Assert.Equal(expected, string.Join("; ", SuppressionBreadth.Reasons(Of(source, target, detection, port) with { Expires = Now.AddDays(days) }, Now)));

    [Fact]
    public void Reasons_WithoutATime_DoNotJudgeTheLength() => Assert.Empty(SuppressionBreadth.Reasons(Of("10.0.9.9/32", null, "PORT_SCAN", null) with { Expires = Now.AddYears(50) }, null));

    private static Suppression Of(string? source, string? target, string? detection, int? port) => new()
    {
        Name = "n", Owner = "o", Reason = "r", Expires = Now, Detection = detection, Port = port,
        Source = source is null ? null : IPNetwork.Parse(source),
        Target = target is null ? null : IPNetwork.Parse(target),
    };
}
