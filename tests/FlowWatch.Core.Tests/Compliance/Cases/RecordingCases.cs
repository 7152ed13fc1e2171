using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;
using static FlowWatch.Core.Tests.Compliance.ControlCaseSort;
using static FlowWatch.Core.Tests.Compliance.HealthyTarget;

namespace FlowWatch.Core.Tests.Compliance.Cases;

/// <summary>Cases of the controls of requirement 13.16.</summary>
internal static class RecordingCases
{
    private static readonly Fact<IReadOnlyList<NetworkInterface>> NoInterfaces = List(Interface("eni-3") with { Status = "available" });

    public static IReadOnlyList<ControlCase> All { get; } =
    [
        new("flow-log-active", Pass, "active", facts => facts, "fl-1 of vpc-1 is ACTIVE"),
        new("flow-log-active", Fail, "none delivers to the log group", facts => facts.FlowLogs(FlowLog() with { LogGroup = "/other" }), $"No flow log delivers to the log group {Group}"),
        new("flow-log-active", NotVerified, "flow logs not seen", facts => facts.FlowLogs(Denied), "x:Denied"),
        new("flow-log-active", NotApplicable, "no VPC", facts => facts.FlowLogs().Vpcs(List<Vpc>()), "no VPC of its own"),
        new("flow-log-active", Trap, "exists but is not active", facts => facts.FlowLogs(FlowLog() with { Status = "INACTIVE" }), "is INACTIVE, not ACTIVE"),

        new("vpc-covered", Pass, "by its own", facts => facts, "recorded by fl-1"),
        new("vpc-covered", Pass, "by accept and reject together", facts => facts.FlowLogs(FlowLog() with { TrafficType = FlowLogTrafficType.Accept }, FlowLog() with { Id = "fl-2", TrafficType = FlowLogTrafficType.Reject }), "recorded by fl-1 and fl-2"),
        new("vpc-covered", Pass, "by all subnets", facts => facts.FlowLogs(FlowLog() with { ResourceId = "subnet-1" }, FlowLog() with { Id = "fl-2", ResourceId = "subnet-2" }), "all of its 2 subnets"),
        new("vpc-covered", Fail, "a VPC without", facts => facts.Vpcs(List(Vpc(), Vpc("vpc-2"))), "Of vpc-2 no traffic is recorded"),
        new("vpc-covered", Fail, "one of two subnets", facts => facts.FlowLogs(FlowLog() with { ResourceId = "subnet-1" }), "not recorded whole: subnet-2"),
        new("vpc-covered", Fail, "a VPC that is named and not there", facts => facts with { Target = facts.Target with { VpcIds = ["vpc-1", "vpc-9"] } }, "vpc-9, which the target names, is not in account"),
        new("vpc-covered", NotVerified, "VPCs not seen", facts => facts.Vpcs(Denied), "x:Denied"),
        new("vpc-covered", NotVerified, "subnets not seen where they decide", facts => facts.FlowLogs(FlowLog() with { ResourceId = "subnet-1" }) with { Network = facts.Network with { FlowLogs = List(FlowLog() with { ResourceId = "subnet-1" }), Subnets = Denied } }, "x:Denied"),
        new("vpc-covered", NotApplicable, "shared by another account", facts => facts.Vpcs(List(Vpc(owner: "777788889999"))), "shared by account 777788889999 and is judged there"),
        new("vpc-covered", Trap, "a flow log that is not active", facts => facts.FlowLogs(FlowLog() with { Status = "INACTIVE" }), "Not counted: fl-1 is INACTIVE"),
        new("vpc-covered", Trap, "a flow log that fails to deliver", facts => facts.FlowLogs(FlowLog() with { DeliveryStatus = FlowLogDeliveryStatus.Failed, DeliveryError = "Access error" }), "fl-1 fails to deliver (Access error)"),
        new("vpc-covered", Trap, "a flow log that delivers elsewhere", facts => facts.FlowLogs(FlowLog() with { LogGroup = null, DestinationType = FlowLogDestinationType.S3 }), "fl-1 delivers elsewhere"),
        new("vpc-covered", Trap, "rejected traffic only", facts => facts.FlowLogs(FlowLog() with { TrafficType = FlowLogTrafficType.Reject }), "rejected traffic only is recorded"),

        new("interface-covered", Pass, "all", facts => facts, "All 2 network interfaces in use of vpc-1"),
        new("interface-covered", Fail, "one subnet only", facts => facts.FlowLogs(FlowLog() with { ResourceId = "subnet-2" }), "Of eni-1 (interface) in subnet-1 of vpc-1 no traffic"),
        new("interface-covered", NotVerified, "interfaces not seen", facts => facts.Interfaces(Denied), "x:Denied"),
        new("interface-covered", NotApplicable, "none in use", facts => facts.Interfaces(NoInterfaces), "no network interface in use"),
        new("interface-covered", NotApplicable, "shared VPC", facts => facts.Vpcs(List(Vpc(owner: "777788889999"))), "judged there"),
        new("interface-covered", Trap, "the instance is covered, the NAT gateway is not", facts => facts.FlowLogs(FlowLog() with { ResourceId = "eni-1" }), "Of eni-2 (nat_gateway)"),
        new("interface-covered", Trap, "half of the traffic comes from a flow log of the subnet", facts => facts.FlowLogs(FlowLog() with { TrafficType = FlowLogTrafficType.Accept }, FlowLog() with { Id = "fl-2", ResourceId = "subnet-1", TrafficType = FlowLogTrafficType.Accept }), "accepted traffic only"),

        new("flow-log-delivering", Pass, "delivers", facts => facts, "fl-1 delivers"),
        new("flow-log-delivering", Fail, "refused", facts => facts.FlowLogs(FlowLog() with { DeliveryStatus = FlowLogDeliveryStatus.Failed, DeliveryError = "Access error" }), "fails to deliver: Access error. The delivery role lacks"),
        new("flow-log-delivering", NotVerified, "status not told", facts => facts.FlowLogs(FlowLog() with { DeliveryStatus = FlowLogDeliveryStatus.Unknown }), "does not tell"),
        new("flow-log-delivering", NotVerified, "last event not seen", facts => facts.Delivery(one => one with { Activity = Denied }), "x:Denied"),
        new("flow-log-delivering", NotApplicable, "no flow log", facts => facts.FlowLogs(), "see flow-log-active"),
        new("flow-log-delivering", NotApplicable, "nothing to record", facts => facts.Interfaces(NoInterfaces).Delivery(one => one with { Activity = new LogGroupActivity(Now.AddDays(-9), null) }), "no network interface in use"),
        new("flow-log-delivering", Trap, "active, and delivery fails", facts => facts.FlowLogs(FlowLog() with { DeliveryStatus = FlowLogDeliveryStatus.Failed, DeliveryError = "Rate limited" }), "throttles"),
        new("flow-log-delivering", Trap, "success, and nothing comes", facts => facts.Delivery(one => one with { Activity = new LogGroupActivity(Now.AddHours(-9), Now.AddHours(-9)) }), "for 9 hours"),
        new("flow-log-delivering", Trap, "success, and nothing ever came", facts => facts.Delivery(one => one with { Activity = new LogGroupActivity(null, null) }), "nothing ever came"),

        new("traffic-type-all", Pass, "ALL", facts => facts, "of vpc-1 is recorded"),
        new("traffic-type-all", Pass, "ACCEPT and REJECT", facts => facts.FlowLogs(FlowLog() with { TrafficType = FlowLogTrafficType.Accept }, FlowLog() with { Id = "fl-2", TrafficType = FlowLogTrafficType.Reject }), "of vpc-1 is recorded"),
        new("traffic-type-all", Fail, "ACCEPT", facts => facts.FlowLogs(FlowLog() with { TrafficType = FlowLogTrafficType.Accept }), "accepted traffic only"),
        new("traffic-type-all", NotVerified, "type not known", facts => facts.FlowLogs(FlowLog() with { TrafficType = FlowLogTrafficType.Unknown }), "no traffic type that is known"),
        new("traffic-type-all", NotApplicable, "transit gateway", facts => facts.FlowLogs(FlowLog() with { ResourceId = "tgw-1", TrafficType = FlowLogTrafficType.Unknown }), "records everything"),
        new("traffic-type-all", Trap, "REJECT only, as CIS asks", facts => facts.FlowLogs(FlowLog() with { TrafficType = FlowLogTrafficType.Reject }), "rejected traffic only"),
        new("traffic-type-all", Trap, "the half for accepted traffic is not active", facts => facts.FlowLogs(FlowLog() with { TrafficType = FlowLogTrafficType.Accept, Status = "INACTIVE" }, FlowLog() with { Id = "fl-2", TrafficType = FlowLogTrafficType.Reject }), "rejected traffic only"),

        new("log-format-fields", Pass, "default format", facts => facts, "every field that the detections need"),
        new("log-format-fields", Fail, "no ports", facts => facts.FlowLogs(FlowLog() with { LogFormat = "${version} ${interface-id} ${srcaddr} ${dstaddr} ${start} ${end} ${log-status}" }), "PORT_SCAN"),
        new("log-format-fields", NotVerified, "format not told", facts => facts.FlowLogs(FlowLog() with { LogFormat = null }), "tells no format"),
        new("log-format-fields", NotVerified, "format not readable", facts => facts.FlowLogs(FlowLog() with { LogFormat = "${version" }), "cannot be read"),
        new("log-format-fields", NotApplicable, "no flow log", facts => facts.FlowLogs(), "see flow-log-active"),
        new("log-format-fields", Trap, "custom format that leaves out log-status", facts => facts.FlowLogs(FlowLog() with { LogFormat = FlowLog().LogFormat!.Replace(" ${log-status}", " ${tcp-flags}", StringComparison.Ordinal) }), "lacks log-status"),

        new("aggregation-interval", Pass, "a minute", facts => facts, "60 seconds at the most"),
        new("aggregation-interval", Fail, "10 minutes", facts => facts.FlowLogs(FlowLog() with { MaximumAggregationInterval = TimeSpan.FromSeconds(600) }), "up to 600 seconds"),
        new("aggregation-interval", NotVerified, "not told", facts => facts.FlowLogs(FlowLog() with { MaximumAggregationInterval = null }), "tells no aggregation interval"),
        new("aggregation-interval", NotApplicable, "no flow log", facts => facts.FlowLogs(), "see flow-log-active"),
        new("aggregation-interval", Trap, "one of two flow logs of a VPC", facts => facts.FlowLogs(FlowLog(), FlowLog() with { Id = "fl-2", MaximumAggregationInterval = TimeSpan.FromSeconds(600) }), "fl-2 spans up to 600"),

        new("delivery-role", Pass, "trusted and allowed", facts => facts, "may do all that delivery"),
        new("delivery-role", Pass, "trusted for this account only", facts => facts.DeliveryRole(RoleOf(TrustFor("444455556666"), Deliver)), "may do all that delivery"),
        new("delivery-role", Fail, "only the runbook's two actions", facts => facts.DeliveryRole(RoleOf(FlowLogTrust, """{"Statement":{"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}}""")), "may not do logs:CreateLogGroup, logs:DescribeLogGroups, logs:DescribeLogStreams"),
        new("delivery-role", Fail, "the role is gone", facts => facts.DeliveryRole(new FactFailure(FactFailureKind.NotFound, "iam:GetRole", Role, "no such role")), "does not exist"),
        new("delivery-role", NotVerified, "role not seen", facts => facts.DeliveryRole(Denied), "x:Denied"),
        new("delivery-role", NotVerified, "policies not seen", facts => facts.DeliveryRole(RoleOf(FlowLogTrust, Deliver) with { InlinePolicies = Denied }), "x:Denied"),
        new("delivery-role", NotVerified, "a condition that nobody can judge", facts => facts.DeliveryRole(RoleOf(FlowLogTrust, """{"Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]}""")), "hangs on conditions"),
        new("delivery-role", NotApplicable, "no flow log", facts => facts.FlowLogs(), "see flow-log-active"),
        new("delivery-role", Trap, "allowed and denied", facts => facts.DeliveryRole(RoleOf(FlowLogTrust, Deliver, """{"Statement":[{"Effect":"Deny","Action":"logs:Put*","Resource":"arn:aws:logs:*:*:log-group:/aws/vpc/*"}]}""")), "may not do logs:PutLogEvents"),
        new("delivery-role", Trap, "allowed on another log group", facts => facts.DeliveryRole(RoleOf(FlowLogTrust, Deliver.Replace("\"*\"", "\"arn:aws:logs:eu-central-1:444455556666:log-group:/aws/lambda/*\"", StringComparison.Ordinal))), "may not do logs:CreateLogGroup"),
        new("delivery-role", Trap, "right actions, trust in EC2", facts => facts.DeliveryRole(RoleOf(FlowLogTrust.Replace("vpc-flow-logs", "ec2", StringComparison.Ordinal), Deliver)), "may not assume"),
        new("delivery-role", Trap, "trust for another account", facts => facts.DeliveryRole(RoleOf(TrustFor("999999999999"), Deliver)), "may not assume"),
        new("delivery-role", Trap, "a boundary leaves it out", facts => facts.DeliveryRole(RoleOf(FlowLogTrust, Deliver) with { PermissionsBoundary = new RolePolicy("boundary", "arn:aws:iam::aws:policy/x", PolicyDocument.TryParse("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""")!) }), "may not do"),

        new("log-group-receiving", Pass, "each hour", facts => facts, "in each of the last 23 hours"),
        new("log-group-receiving", Fail, "no log group", facts => facts.Delivery(one => one with { LogGroup = new FactFailure(FactFailureKind.NotFound, "logs:DescribeLogGroups", Group, "none") }), "does not exist"),
        new("log-group-receiving", Fail, "nothing came", facts => facts.Delivery(one => one with { IncomingEvents = Events(_ => false) }), "Nothing came"),
        new("log-group-receiving", NotVerified, "metric not seen", facts => facts.Delivery(one => one with { IncomingEvents = Denied }), "x:Denied"),
        new("log-group-receiving", NotVerified, "log group not seen", facts => facts.Delivery(one => one with { LogGroup = Denied }), "x:Denied"),
        new("log-group-receiving", NotVerified, "metric incomplete", facts => facts.Delivery(one => one with { IncomingEvents = Events(_ => false, isComplete: false) }), "did not give all it has"),
        new("log-group-receiving", NotApplicable, "nothing to record", facts => facts.Interfaces(NoInterfaces).Delivery(one => one with { IncomingEvents = Events(_ => false) }), "No network interface is in use"),
        new("log-group-receiving", Trap, "receives now, and did not for hours", facts => facts.Delivery(one => one with { IncomingEvents = Events(hour => hour > Now.AddHours(-6) || hour < Now.AddHours(-9)) }), "in 3 of the last 23 hours, the first from 2026-03-01 04:00Z"),

        new("skipped-records", Pass, "few", facts => facts, "of no interface more than"),
        new("skipped-records", Fail, "many", facts => Lose(facts, new InterfaceRecords("eni-1", 1000, 0, 50)), "50 of 1,000 records of eni-1"),
        new("skipped-records", NotVerified, "records not seen", facts => facts.Delivery(one => one with { Records = Denied }), "x:Denied"),
        new("skipped-records", NotApplicable, "no records", facts => Lose(facts), "no record"),
        new("skipped-records", Trap, "small in all, large for one interface", facts => Lose(facts, new InterfaceRecords("eni-1", 1_000_000, 0, 0), new InterfaceRecords("eni-2", 100, 0, 60)), "60 of 100 records of eni-2"),
        new("skipped-records", Pass, "a single one", facts => Lose(facts, new InterfaceRecords("eni-1", 10, 0, 1)), "1 of 10 records"),

        new("record-latency", Pass, "quick", facts => facts, "within 170 s"),
        new("record-latency", Fail, "slow", facts => Late(facts, 400, 420), "within 420 s after their end, not within 300 s"),
        new("record-latency", NotVerified, "not told", facts => facts.Delivery(one => one with { Latency = Denied }), "x:Denied"),
        new("record-latency", NotApplicable, "no records", facts => facts.Delivery(one => one with { Latency = DeliveryLatency.Of(Day, "q", []) }), "no record"),
        new("record-latency", Trap, "half of them are quick", facts => Late(facts, 30, 3600), "3,600 s"),
    ];

    private static string TrustFor(string account) => FlowLogTrust.Replace("\"Action\"", $"\"Condition\":{{\"StringEquals\":{{\"aws:SourceAccount\":\"{account}\"}}}},\"Action\"", StringComparison.Ordinal);

    private static ComplianceFacts Lose(ComplianceFacts facts, params InterfaceRecords[] records) =>
        facts.Delivery(one => one with { Records = new RecordFacts { Window = Day, Query = "q", Interfaces = records } });

    private static ComplianceFacts Late(ComplianceFacts facts, int half, int most) => facts.Delivery(one => one with
    {
        Latency = DeliveryLatency.Of(Day, "q", [(TimeSpan.FromSeconds(half), 90), (TimeSpan.FromSeconds(most), 10)]),
    });
}
