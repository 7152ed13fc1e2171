using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace FlowWatch.Aws.Tests.CloudWatchLogs;

public class FlowLogFormatSourceTests
{
    private const string DefaultText = "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

    private readonly INetworkInventory inventory = Substitute.For<INetworkInventory>();
    private readonly FakeTimeProvider time = new();

    private static MonitoredTarget Target { get; } = new() { Name = "test-eu", Environment = "test", Account = "123456789012", Region = "eu-central-1", LogGroup = "/aws/vpc/flowlogs/test" };

    [Fact]
    public async Task FormatsAsync_TargetNamesOne_AsksNobody()
    {
        var formats = await FormatsAsync(Target with { LogFormat = "${srcaddr} ${dstaddr}" });

        Assert.Equal("${srcaddr} ${dstaddr}", Assert.Single(formats.Value!).ToLogFormat());
        Assert.Empty(inventory.ReceivedCalls());
    }

    [Fact]
    public async Task FormatsAsync_FlowLogsOfTheLogGroup_GivesEachFormatOnce()
    {
        Found(DefaultText, "${bytes} ${srcaddr}", DefaultText);

        var formats = await FormatsAsync(Target);

        Assert.Equal(["${bytes} ${srcaddr}", DefaultText], formats.Value!.Select(format => format.ToLogFormat()));
        await inventory.Received(1).FlowLogsAsync("/aws/vpc/flowlogs/test", CancellationToken.None);
    }

    [Fact]
    public async Task FormatsAsync_AskedAgain_LooksUpAnewOnlyAfterAWhile()
    {
        Found(DefaultText);
        var source = new FlowLogFormatSource(_ => inventory, time);
        await source.FormatsAsync(Target, CancellationToken.None);
        Found("${bytes}");

        var soon = await source.FormatsAsync(Target, CancellationToken.None);
        time.Advance(FlowLogFormatSource.Lifetime);
        var later = await source.FormatsAsync(Target, CancellationToken.None);

        Assert.Equal(FlowLogFormat.Default, Assert.Single(soon.Value!));
        Assert.Equal("${bytes}", Assert.Single(later.Value!).ToLogFormat());
    }

    [Fact]
    public async Task FormatsAsync_NoFlowLog_SaysWhatWasLookedFor()
    {
        Found();

        var formats = await FormatsAsync(Target);

        Assert.Equal(FactFailureKind.NotFound, formats.Failure!.Kind);
        Assert.Equal(
            "ec2:DescribeFlowLogs on /aws/vpc/flowlogs/test: no flow log of account 123456789012 in eu-central-1 delivers to the log group /aws/vpc/flowlogs/test, "
            + "so the order of the fields in its lines is not known; if the flow log belongs to another account, give the target's logFormat",
            formats.Failure.ToString());
    }

    [Fact]
    public async Task FormatsAsync_Failed_IsNotKept()
    {
        var denied = new FactFailure(FactFailureKind.AccessDenied, "ec2:DescribeFlowLogs", "*", "no");
        Fact<IReadOnlyList<FlowLogConfiguration>> failure = denied;
        inventory.FlowLogsAsync(default, default).ReturnsForAnyArgs(failure);
        var source = new FlowLogFormatSource(_ => inventory, time);

        var first = await source.FormatsAsync(Target, CancellationToken.None);
        Found(DefaultText);
        var second = await source.FormatsAsync(Target, CancellationToken.None);

        Assert.Equal(denied, first.Failure);
        Assert.True(second.IsKnown);
    }

    [Fact]
    public async Task FormatsAsync_NotAFormat_SaysWhose()
    {
        var formats = await FormatsAsync(Target with { LogFormat = "${srcaddr" });

        Assert.Equal(FactFailureKind.Unexpected, formats.Failure!.Kind);
        Assert.StartsWith("the log format that the settings of target test-eu name is not understood: ", formats.Failure.Message, StringComparison.Ordinal);
    }

    private Task<Fact<IReadOnlyList<FlowLogFormat>>> FormatsAsync(MonitoredTarget target) => new FlowLogFormatSource(_ => inventory, time).FormatsAsync(target, CancellationToken.None);

    private void Found(params string[] formats) => inventory.FlowLogsAsync(default, default).ReturnsForAnyArgs(Facts.Known<IReadOnlyList<FlowLogConfiguration>>([.. formats.Select((format, index) => new FlowLogConfiguration
    {
        Id = $"fl-{index}", Status = "ACTIVE", ResourceId = "vpc-1", TrafficType = FlowLogTrafficType.All, DestinationType = FlowLogDestinationType.CloudWatchLogs,
        DeliveryStatus = FlowLogDeliveryStatus.Success, LogFormat = format,
    })]));
}
