using FlowWatch.Core.Alerts;
using FlowWatch.Local.Alerts;

namespace FlowWatch.Local.Tests.Alerts;

public class ConsoleAlertChannelTests
{
    [Fact]
    public async Task SendAsync_Messages_ArePrintedInOrder()
    {
        var printed = new List<string>();

        var deliveries = await new ConsoleAlertChannel(printed.Add).SendAsync("console", [AlertSample.Of("a"), AlertSample.Of("b", "x\u001b[31m\ny\u202e")], CancellationToken.None);

        Assert.Equal(["ALERT critical: Something\nCRITICAL: Something\nIt happened.\n", "ALERT critical: Something\nx\\u001B[31m\ny\\u202E\n"], printed);
        Assert.Equal([("a", DeliveryOutcome.Accepted), ("b", DeliveryOutcome.Accepted)], deliveries.Select(delivery => (delivery.MessageId, delivery.Outcome)));
    }

    [Fact]
    public async Task SendAsync_AVeryLongText_IsCutAndSaysSo()
    {
        var printed = new List<string>();

        await new ConsoleAlertChannel(printed.Add).SendAsync("console", [AlertSample.Of("a", new string('x', 15_970) + "😀😀😀😀")], CancellationToken.None);

        Assert.InRange(Assert.Single(printed).Length, 1000, ConsoleAlertChannel.MostCharacters + 60);
        Assert.Matches("characters more are left out", printed[0]);
        Assert.DoesNotMatch("[\ud800-\udbff](?![\udc00-\udfff])", printed[0]);
    }
}
