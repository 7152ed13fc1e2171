using System.Text.Json;
using FlowWatch.Core.Alerts;
using FlowWatch.Local.Alerts;

namespace FlowWatch.Local.Tests.Alerts;

public sealed class FileAlertChannelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-alerts-").FullName;

    private string Address => new Uri(File).AbsoluteUri;

    private string File => Path.Combine(folder, "alerts.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task SendAsync_Messages_AreLinesOfJson()
    {
        var channel = new FileAlertChannel(TimeProvider.System);
        await channel.SendAsync(Address, [AlertSample.Of("a"), AlertSample.Of("b")], CancellationToken.None);

        var deliveries = await channel.SendAsync(Address, [AlertSample.Of("c")], CancellationToken.None);

        Assert.Equal((DeliveryOutcome.Accepted, "appended"), (deliveries[0].Outcome, deliveries[0].Detail));
        Assert.Equal(["a", "b", "c"], Ids());
        using var first = JsonDocument.Parse(System.IO.File.ReadLines(File).First());
        Assert.Equal(("critical", 2, "one", "a"), (
            first.RootElement.GetProperty("severity").GetString(), first.RootElement.GetProperty("escalationLevel").GetInt32(),
            first.RootElement.GetProperty("attributes").GetProperty("target").GetString(), first.RootElement.GetProperty("alert").GetProperty("id").GetString()));
    }

    // Each channel opens and locks the file for itself, as another process would.
    [Fact]
    public async Task SendAsync_FromManyAtOnce_SpoilsNoLine()
    {
        var senders = Enumerable.Range(0, 8).Select(sender => Task.Run(async () =>
        {
            var channel = new FileAlertChannel(TimeProvider.System);
            for (var number = 0; number < 25; number++)
            {
                var deliveries = await channel.SendAsync(Address, [AlertSample.Of($"{sender}-{number}-0", new string('x', 5000)), AlertSample.Of($"{sender}-{number}-1")], CancellationToken.None);
                Assert.All(deliveries, delivery => Assert.Equal(DeliveryOutcome.Accepted, delivery.Outcome));
            }
        }));
        await Task.WhenAll(senders);

        var ids = Ids();
        Assert.Equal(8 * 25 * 2, ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        // What is handed over together stands together.
        Assert.All(ids.Chunk(2), pair => Assert.Equal(pair[0][..^1], pair[1][..^1]));
    }

    [Fact]
    public async Task SendAsync_AfterALineThatWasNotFinished_BeginsANewOne()
    {
        await System.IO.File.WriteAllTextAsync(File, "{\"id\":\"a\"}\n{\"id\":\"torn");

        await new FileAlertChannel(TimeProvider.System).SendAsync(Address, [AlertSample.Of("b")], CancellationToken.None);

        var lines = await System.IO.File.ReadAllLinesAsync(File);
        Assert.Equal("{\"id\":\"torn", lines[1]);
        Assert.Equal("b", JsonDocument.Parse(lines[2]).RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public async Task SendAsync_NoFolder_IsRefusedAndSaysWhatToDo()
    {
        var delivery = Assert.Single(await new FileAlertChannel(TimeProvider.System).SendAsync(new Uri(Path.Combine(folder, "none", "a.jsonl")).AbsoluteUri, [AlertSample.Of("a")], CancellationToken.None));

        Assert.Equal(DeliveryOutcome.Refused, delivery.Outcome);
        Assert.Contains("does not exist; make it", delivery.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_AFolder_IsNotAccepted() =>
        Assert.NotEqual(DeliveryOutcome.Accepted, Assert.Single(await new FileAlertChannel(TimeProvider.System).SendAsync(new Uri(folder).AbsoluteUri, [AlertSample.Of("a")], CancellationToken.None)).Outcome);

    private List<string> Ids() => [.. System.IO.File.ReadLines(File).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!)];
}
