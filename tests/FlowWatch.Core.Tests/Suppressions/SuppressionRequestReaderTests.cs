using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Tests.Suppressions;

public class SuppressionRequestReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly SuppressionRequest Good = new() { Name = "scanner", Owner = "o", Reason = "r", Expires = "2026-12-31", Source = "10.0.9.9", Detection = "PORT_SCAN", Port = 22, MonitoredTarget = "ONE" };

    private static readonly MonitoredTarget[] Targets = [new() { Name = "one", Environment = "e", Account = "111111111111", Region = "eu-central-1", LogGroup = "g" }];

    [Fact]
    public void Read_Good_IsTheSuppression()
    {
        var read = SuppressionRequestReader.Read(Good, Targets, Now, out var errors)!;

        Assert.Empty(errors);
        Assert.Equal(("scanner", "one", "10.0.9.9/32", 22, "PORT_SCAN", SuppressionId.OfAdded("one", "scanner")), (read.Name, read.MonitoredTarget, read.Source.ToString(), read.Port, read.Detection, read.Id));
    }

    [Fact]
    public void Read_Nothing_TellsAllThatMustBeGiven()
    {
        Assert.Null(SuppressionRequestReader.Read(new SuppressionRequest(), Targets, Now, out var errors));

        Assert.Equal(["expires", "name", "owner", "reason", "suppression"], errors.Keys.Order());
    }

    [Theory]
    [InlineData("expires", "2026-01-05T12:00:00Z", "2026-01-05 12:00Z has passed already")]
    [InlineData("expires", "tomorrow", "'tomorrow' is not a date (2026-12-31) or time (2026-12-31T18:00:00Z)")]
    [InlineData("source", "10.0.0.1/8", "'10.0.0.1/8' is not an address or a network in CIDR notation without host bits (10.0.0.0/8)")]
    [InlineData("monitoredTarget", "on", "there is no target 'on' (did you mean one?)")]
    [InlineData("owner", " ", "missing; a suppression needs name, owner, reason and expires")]
    [InlineData("reason", "a\nb", "holds a line break or another control character; write it on one line")]
    public void Read_OneThingWrong_SaysWhat(string member, string value, string expected)
    {
        var request = member switch
        {
            "expires" => Good with { Expires = value },
            "source" => Good with { Source = value },
            "monitoredTarget" => Good with { MonitoredTarget = value },
            "owner" => Good with { Owner = value },
            _ => Good with { Reason = value },
        };

        Assert.Null(SuppressionRequestReader.Read(request, Targets, Now, out var errors));

        Assert.Equal([expected], Assert.Single(errors, error => error.Key == member).Value);
    }
}
