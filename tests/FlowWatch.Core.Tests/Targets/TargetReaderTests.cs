using FlowWatch.Core.Tests.Configuration;

namespace FlowWatch.Core.Tests.Targets;

public class TargetReaderTests
{
    private const string Role = "\"role\": \"arn:aws:iam::111111111111:role/r\"";

    [Theory]
    [InlineData("name", "a b", "'a b' is not a name: letters, digits and . _ -, at most 64, a letter or digit first")]
    [InlineData("name", "-x", "'-x' is not a name: letters, digits and . _ -, at most 64, a letter or digit first")]
    [InlineData("name", "../x", "'../x' is not a name: letters, digits and . _ -, at most 64, a letter or digit first")]
    [InlineData("name", " ", "missing; a target needs name, environment, account and region")]
    [InlineData("environment", "a/b", "'a/b' is not a name: letters, digits and . _ -, at most 64, a letter or digit first")]
    [InlineData("account", "1111-1111-1111", "'1111-1111-1111' is not 12 digits; write 111111111111")]
    [InlineData("account", "1111111111111", "'1111111111111' is not an AWS account: 12 digits")]
    [InlineData("account", "11111111111\u0661", "'11111111111\u0661' is not an AWS account: 12 digits")]
    [InlineData("account", "111111111111\n", "'111111111111\\u000A' is not an AWS account: 12 digits")]
    [InlineData("region", "eu-central-1b", "'eu-central-1b' is an availability zone; its region is eu-central-1")]
    [InlineData("region", "EU-CENTRAL-1", "'EU-CENTRAL-1' is not a region, such as eu-central-1 (did you mean eu-central-1?)")]
    [InlineData("region", "eu-centrl", "'eu-centrl' is not a region, such as eu-central-1 (did you mean eu-central-1?)")]
    [InlineData("region", "us-iso-east-1", "'us-iso-east-1' belongs to the partition aws-iso; FlowWatch works in aws, aws-cn, aws-us-gov")]
    [InlineData("logGroup", "a b", "'a b' is not a log group's name: letters, digits and . - _ / #")]
    [InlineData("logGroup", "arn:aws:logs:eu-central-1:111111111111:log-group:x", "'arn:aws:logs:eu-central-1:111111111111:log-group:x' is an ARN; give the log group's name, which stands after 'log-group:'")]
    [InlineData("logGroup", "", "'' is not a log group's name: letters, digits and . - _ / #")]
    [InlineData("logFormat", "", "the log format names no field")]
    [InlineData("logFormat", "${srcaddr", "position 1: '${srcaddr' has no closing brace")]
    [InlineData("logFormat", "${srcaddr} ${srcaddr}", "position 12: field 'srcaddr' is named twice")]
    [InlineData("logFormat", "foo bar", "no field of flow logs in it; write it as AWS does, separated by blanks: ${srcaddr} ${dstaddr} ${bytes}")]
    [InlineData("role", "arn:aws:iam::222222222222:role/x", "the role is of account 222222222222, the target of 111111111111: the wrong account would be watched")]
    [InlineData("role", "arn:aws:iam::111111111111:user/x", "'arn:aws:iam::111111111111:user/x' is not the ARN of a role: arn:aws:iam::111111111111:role/NAME")]
    [InlineData("role", "arn:aws:sts::111111111111:assumed-role/x/y", "'arn:aws:sts::111111111111:assumed-role/x/y' is a session of a role; give the role: arn:aws:iam::ACCOUNT:role/NAME")]
    [InlineData("role", "arn:aws:iam::11111111111:role/x", "the role's account: '11111111111' is not 12 digits; leading zeros count, so write the account as a text")]
    [InlineData("role", "arn:aws-us-gov:iam::111111111111:role/x", "the partition aws-us-gov is not that of eu-central-1, which is aws")]
    [InlineData("role", "arn:amazon:iam::111111111111:role/x", "the partition 'amazon' is not one of aws, aws-cn, aws-us-gov")]
    [InlineData("role", "arn:aws:iam::111111111111:role/", "'arn:aws:iam::111111111111:role/' is not the ARN of a role: arn:aws:iam::111111111111:role/NAME")]
    [InlineData("role", "reader", "'reader' is not the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME")]
    [InlineData("role", "AKIAIOSFODNN7EXAMPLE", "(hidden), which looks like a secret, is not the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME")]
    [InlineData("externalId", "x", "an external id has 2 to 1224 characters")]
    [InlineData("externalId", "a b", "'a b' is not an external id: letters, digits and _ + = , . @ : / -")]
    [InlineData("withoutExternalId", "yes", "'yes' is not true or false")]
    [InlineData("vpcIds", "vpc-00000000", "must be a list")]
    [InlineData("archive", "bucket", "must be an object")]
    [InlineData("topics", "arn", "must be an object")]
    [InlineData("detections", "x", "must be an object")]
    [InlineData("suppressions", "x", "must be a list")]
    public void Read_MistakenMember_IsTold(string name, string value, string problem)
    {
        var member = $"\"{name}\": \"{value.Replace("\n", "\\n", StringComparison.Ordinal)}\"";
        var given = Settings.Target.Contains($"\"{name}\"", StringComparison.Ordinal);
        var target = string.Join(", ", Settings.Target.Split(", ").Where(one => !one.StartsWith($"\"{name}\"", StringComparison.Ordinal)).Append(member));

        var reading = Settings.Read($$"""{ "targets": [ { {{target}} } ] }""");

        Assert.Equal(given ? 4 : 5, target.Split(", \"").Length);
        Assert.Equal($"a.json:1: targets[0].{name}: {problem}", reading.Problems()[0]);
        Assert.Single(reading.Problems);
        Assert.Empty(reading.Settings!.Targets);
    }

    [Theory]
    [InlineData("ab", "3 to 63 characters")]
    [InlineData("Example", "no capital letters")]
    [InlineData("a_b", "lower-case letters, digits, dots and hyphens, with a letter or digit at both ends")]
    [InlineData("-abc", "lower-case letters, digits, dots and hyphens, with a letter or digit at both ends")]
    [InlineData("abc-", "lower-case letters, digits, dots and hyphens, with a letter or digit at both ends")]
    [InlineData("a..b", "no two dots beside each other")]
    [InlineData("192.168.5.4", "not the form of an IP address")]
    [InlineData("xn--abc", "'xn--' at the beginning is reserved")]
    [InlineData("abc-s3alias", "'-s3alias' at the end is reserved for what is not an ordinary bucket")]
    [InlineData("abc--usw2-az1--x-s3", "'--x-s3' at the end is reserved for what is not an ordinary bucket")]
    public void Read_NoBucketsName_IsTold(string bucket, string rule) => Problem(
        $"\"archive\": {{ \"bucket\": \"{bucket}\" }}", $"targets[0].archive.bucket: '{bucket}' cannot be a bucket's name: {rule}");

    [Theory]
    [InlineData("abc")]
    [InlineData("a.b-c")]
    [InlineData("1.2.3.4.5")]
    [InlineData("example-flow-logs-111111111111-eu-central-1")]
    public void Read_BucketsName_IsTaken(string bucket) => Assert.Equal(bucket, Settings.Good(Settings.WithTarget($"\"archive\": {{ \"bucket\": \"{bucket}\" }}")).Targets[0].Archive!.Bucket);

    [Theory]
    [InlineData("{}", "targets[0].archive.bucket: missing; an archive needs its bucket")]
    [InlineData("{ \"bucket\": \"s3://abc/x\" }", "targets[0].archive.bucket: 's3://abc/x' is more than a bucket's name; give the name here, and what follows it as prefix")]
    [InlineData("{ \"bucket\": \"arn:aws:s3:::abc\" }", "targets[0].archive.bucket: 'arn:aws:s3:::abc' is more than a bucket's name; give the name here, and what follows it as prefix")]
    [InlineData("{ \"bucket\": \"abc\", \"prefix\": \"/x\" }", "targets[0].archive.prefix: '/x' begins with a slash, which keys in S3 do not; leave it out")]
    [InlineData("{ \"bucket\": \"abc\", \"prefix\": \"x/AWSLogs/1\" }", "targets[0].archive.prefix: 'x/AWSLogs/1' goes too far: give what stands before AWSLogs/, or nothing")]
    [InlineData("{ \"bucket\": \"abc\", \"prefix\": \"a\\tb\" }", @"targets[0].archive.prefix: 'a\u0009b' holds a control character")]
    [InlineData("{ \"bucket\": \"abc\", \"feed\": \"s3\" }", "targets[0].archive.feed: 's3' is not one of flowLog, firehose, exportTask")]
    [InlineData("{ \"bucket\": \"abc\", \"key\": \"x\" }", "targets[0].archive.key: unknown; there are bucket, prefix, feed, reports, owner")]
    [InlineData("{ \"bucket\": \"abc\", \"reports\": \"reports\" }", "targets[0].archive.reports: 'reports' is no prefix of keys: letters, digits and _ . - in folders that each end with a slash, at most 200 in all (flowwatch-reports/)")]
    [InlineData("{ \"bucket\": \"abc\", \"reports\": \"../up/\" }", "targets[0].archive.reports: '../up/' is no prefix of keys: letters, digits and _ . - in folders that each end with a slash, at most 200 in all (flowwatch-reports/)")]
    [InlineData("{ \"bucket\": \"abc\", \"reports\": \"AWSLogs/\" }", "targets[0].archive.reports: 'AWSLogs/' is where the flow logs are; reports need a folder of their own")]
    [InlineData("{ \"bucket\": \"abc\", \"reports\": \"AWSLogs/reports/\" }", "targets[0].archive.reports: 'AWSLogs/reports/' is where the flow logs are; reports need a folder of their own")]
    [InlineData("{ \"bucket\": \"abc\", \"prefix\": \"logs\", \"reports\": \"logs/\" }", "targets[0].archive.reports: 'logs/' is where the flow logs are; reports need a folder of their own")]
    [InlineData("{ \"bucket\": \"abc\", \"prefix\": \"logs/x\", \"feed\": \"firehose\", \"reports\": \"logs/\" }", "targets[0].archive.reports: 'logs/' is where the flow logs are; reports need a folder of their own")]
    [InlineData("{ \"bucket\": \"abc\", \"owner\": \"123\" }", "targets[0].archive.owner: '123' is not 12 digits; leading zeros count, so write the account as a text")]
    public void Read_MistakenArchive_IsTold(string archive, string problem) => Problem($"\"archive\": {archive}", problem);

    [Theory]
    [InlineData("", "flowwatch-reports/")]
    [InlineData("logs/", "logs/reports/")]
    public void Read_ReportsOfArchive_AreTaken(string prefix, string reports) =>
        Assert.Equal(reports, Settings.Good(Settings.WithTarget($"\"archive\": {{ \"bucket\": \"abc\", \"prefix\": \"{prefix}\", \"reports\": \"{reports}\" }}")).Targets[0].Archive!.Reports);

    [Theory]
    [InlineData("", null)]
    [InlineData(", \"owner\": \"222222222222\"", "222222222222")]
    public void Read_ArchivesOwner_IsTheGivenOne(string given, string? owner) =>
        Assert.Equal(owner, Settings.Good(Settings.WithTarget($"\"archive\": {{ \"bucket\": \"abc\"{given} }}")).Targets[0].Archive!.Owner);

    [Fact]
    public void Read_PrefixOfAnotherFeed_MayHoldAWSLogs() =>
        Assert.Equal("AWSLogs/x", Settings.Good(Settings.WithTarget("\"archive\": { \"bucket\": \"abc\", \"prefix\": \"AWSLogs/x\", \"feed\": \"firehose\" }")).Targets[0].Archive!.Prefix);

    [Theory]
    [InlineData("alerts", "'alerts' is not the ARN of an SNS topic (arn:aws:sns:REGION:ACCOUNT:NAME), nor https://…, file:/… or console")]
    [InlineData("http://alerts.example.com", "'http://alerts.example.com' is not encrypted; a webhook's address begins with https://")]
    [InlineData("https://alerts.example.com/?k=1", "the address of a webhook must hold no ? and no #: it is shown in logs, and a token there would be too. FlowWatch signs what it sends")]
    [InlineData("file:alerts.jsonl", "'file:alerts.jsonl' is not the address of a file: file: and an absolute path, such as file:/var/log/flowwatch/alerts.jsonl")]
    [InlineData("arn:aws:sqs:eu-central-1:111111111111:x", "'arn:aws:sqs:eu-central-1:111111111111:x' is an ARN of 'sqs', not of an SNS topic")]
    [InlineData("arn:aws:sns::111111111111:x", "the topic's region: '' is not a region, such as eu-central-1")]
    [InlineData("arn:aws:sns:cn-north-1:111111111111:x", "the topic's region cn-north-1 is not in the partition aws")]
    [InlineData("arn:aws-cn:sns:cn-north-1:111111111111:x", "the partition aws-cn is not that of eu-central-1, which is aws")]
    [InlineData("arn:aws:sns:eu-central-1::x", "the topic's account: '' is not an AWS account: 12 digits")]
    [InlineData("arn:aws:sns:eu-central-1:111111111111:x:11111111-2222-3333-4444-555555555555", "'arn:aws:sns:eu-central-1:111111111111:x:11111111-2222-3333-4444-555555555555' is a subscription; give the topic's ARN, without what follows its name")]
    [InlineData("arn:aws:sns:eu-central-1:111111111111:a b", "'a b' is not a topic's name: letters, digits, - and _, at most 256, and .fifo at the end of a FIFO topic's")]
    public void Read_NoTopic_IsTold(string topic, string problem) => Problem($"\"topics\": {{ \"level2\": \"{topic}\" }}", $"targets[0].topics.level2: {problem}");

    [Theory]
    [InlineData("[\"vpc-0123456\"]", "targets[0].vpcIds[0]: 'vpc-0123456' is not a VPC id: vpc- and 8 or 17 hexadecimal digits, in lower case")]
    [InlineData("[\"vpc-00000000\", \"vpc-00000000\"]", "targets[0].vpcIds[1]: 'vpc-00000000' is listed twice")]
    [InlineData("[\"vpc-00000000\", \"VPC-00000001\"]", "targets[0].vpcIds[1]: 'VPC-00000001' is not a VPC id: vpc- and 8 or 17 hexadecimal digits, in lower case")]
    public void Read_NoVpcId_IsTold(string ids, string problem) => Problem($"\"vpcIds\": {ids}", problem);

    [Theory]
    [InlineData("\"suppressions\": [ { \"name\": \"n\", \"owner\": \"o\", \"reason\": \"r\", \"expires\": \"2027-12-31\", \"source\": \"0.0.0.0/0\" } ]", "targets[0].suppressions[0]: covers everything; give at least one of source, target, port, detection")]
    [InlineData("\"detections\": { \"PORT_SCAN\": { \"distinctPorts\": 0 } }", "targets[0].detections.PORT_SCAN.distinctPorts: '0' is not a whole number of ports from 1")]
    [InlineData("\"internalNetworks\": [\"10.0.0.1/8\"]", "targets[0].internalNetworks[0]: '10.0.0.1/8' is not an address or a network in CIDR notation without host bits (10.0.0.0/8)")]
    public void Read_MistakeInItsOwnSettings_KeepsOutTheTarget(string member, string problem) => Problem(member, problem);

    [Theory]
    [InlineData("", "targets[0].role: missing; the hub role is of account 999999999999, so account 111111111111 needs a role of its own")]
    [InlineData(Role, "targets[0].externalId: missing; with federated credentials a role needs one. If its trust policy asks for none, say withoutExternalId: true")]
    [InlineData(Role + ", \"externalId\": \"xx\", \"withoutExternalId\": true", "targets[0].withoutExternalId: contradicts externalId; give one of them")]
    public void Read_FederatedWithoutRoleOrExternalId_IsTold(string member, string problem) =>
        Assert.Equal($"a.json:2: {problem}", Assert.Single(Settings.Read(Settings.WithTarget(member, Settings.Federated)).Problems()));

    [Theory]
    [InlineData(Role + ", \"externalId\": \"xx\"")]
    [InlineData(Role + ", \"withoutExternalId\": true")]
    public void Read_FederatedWithExternalIdOrWithoutByDecision_IsTaken(string member) => Assert.Single(Settings.Good(Settings.WithTarget(member, Settings.Federated)).Targets);

    [Fact]
    public void Read_RoleOfALaptop_NeedsNoExternalId() => Assert.Null(Settings.Good(Settings.WithTarget(Role)).Targets[0].ExternalId);

    [Theory]
    [InlineData("\"topics\": {}", "targets[0].topics: no topic is given: findings are kept, and nobody is told")]
    [InlineData("\"topics\": { \"critical\": \"arn:aws:sns:eu-central-1:111111111111:x\" }", "targets[0].topics.warning: no topic is given: findings of that severity go to the topics of their escalation level only")]
    [InlineData("\"externalId\": \"xx\"", "targets[0].externalId: has no effect without a role")]
    [InlineData("\"logFormat\": \"${srcaddr} ${dstadr}\"", "targets[0].logFormat: not a field of flow logs, kept as text: dstadr (did you mean dstaddr?)")]
    public void Read_WorthALook_IsNotedAndTaken(string member, string note)
    {
        var reading = Settings.Read(Settings.WithTarget(member));

        Assert.Empty(reading.Problems);
        Assert.Contains($"a.json:1: {note}", reading.Notes());
        Assert.All(reading.Notes, one => Assert.Equal("one", one.Target));
    }

    [Fact]
    public void Read_RegionNobodyKnowsYet_IsNotedAndTaken()
    {
        var reading = Settings.Read(Settings.WithTarget("").Replace("eu-central-1", "eu-central-7", StringComparison.Ordinal));

        Assert.Contains("a.json:1: targets[0].region: FlowWatch does not know the region 'eu-central-7' (did you mean eu-central-1?); that is fine if AWS opened it lately", reading.Notes());
        Assert.Equal("eu-central-7", Assert.Single(reading.Settings!.Targets).Region);
    }

    private static void Problem(string member, string problem)
    {
        var reading = Settings.Read(Settings.WithTarget(member));

        Assert.Equal([$"a.json:1: {problem}"], reading.Problems());
        Assert.Equal("one", reading.Problems[0].Target);
        Assert.True(reading.IsUsable);
    }
}
