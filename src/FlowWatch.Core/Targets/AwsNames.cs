using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Targets;

/// <summary>
/// The forms of names at AWS. Each check returns what is wrong with a name, for people, or null when it can be one.
/// Whether a thing of that name exists, only AWS can tell.
/// </summary>
internal static partial class AwsNames
{
    // Without anchors: $ lets a line break through in .NET and does not in JSON Schema, so each adds its own.
    public const string AccountPattern = "[0-9]{12}";
    public const string RegionPattern = "[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}";
    public const string LogGroupPattern = @"[.\-_/#A-Za-z0-9]{1,512}";
    public const string VpcIdPattern = "vpc-([0-9a-f]{8}|[0-9a-f]{17})";
    public const string BucketPattern = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
    public const string RolePattern = @"arn:(aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/([\x21-\x7E]{0,510}/)?[A-Za-z0-9_+=,.@-]{1,64}";
    public const string TopicPattern = @"arn:(aws|aws-cn|aws-us-gov):sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?";
    public const string ReportsPattern = "([A-Za-z0-9_-][A-Za-z0-9_.-]{0,49}/){1,4}";
    public const string ExternalIdPattern = "[A-Za-z0-9_+=,.@:/-]{2,1224}";

    // S3 keeps these for access points, Object Lambda, Multi-Region access points, directory and table buckets, and examples.
    private static readonly string[] ReservedBeginnings = ["xn--", "sthree-", "amzn-s3-demo-"];
    private static readonly string[] ReservedEndings = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    public static string? Account(string text) => AccountForm().IsMatch(text) ? null
        : text.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) is var digits && AccountForm().IsMatch(digits) ? $"{ShownValue.Quoted(text)} is not 12 digits; write {digits}"
        : text.Length is > 0 and < 12 && text.All(char.IsAsciiDigit) ? $"{ShownValue.Quoted(text)} is not 12 digits; leading zeros count, so write the account as a text"
        : $"{ShownValue.Quoted(text)} is not an AWS account: 12 digits";

    public static string? Region(string text)
    {
        if (RegionForm().IsMatch(text))
        {
            return AwsRegions.PartitionOf(text) is var partition && AwsRegions.Partitions.Contains(partition) ? null
                : $"'{text}' belongs to the partition {partition}; FlowWatch works in {string.Join(", ", AwsRegions.Partitions)}";
        }

        return text.Length > 1 && char.IsAsciiLetterLower(text[^1]) && RegionForm().IsMatch(text[..^1])
            ? $"{ShownValue.Quoted(text)} is an availability zone; its region is {text[..^1]}"
            : $"{ShownValue.Quoted(text)} is not a region, such as eu-central-1{Spelling.Suggestion(text, AwsRegions.Known)}";
    }

    public static string? LogGroup(string text) => LogGroupForm().IsMatch(text) ? null
        : text.StartsWith("arn:", StringComparison.Ordinal) ? $"{ShownValue.Quoted(text)} is an ARN; give the log group's name, which stands after 'log-group:'"
        : text.Length > 512 ? "a log group's name has at most 512 characters"
        : $"{ShownValue.Quoted(text)} is not a log group's name: letters, digits and . - _ / #";

    public static string? VpcId(string text) => VpcIdForm().IsMatch(text) ? null : $"{ShownValue.Quoted(text)} is not a VPC id: vpc- and 8 or 17 hexadecimal digits, in lower case";

    public static string? Bucket(string text)
    {
        if (text.StartsWith("s3://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("arn:", StringComparison.Ordinal)) return $"{ShownValue.Quoted(text)} is more than a bucket's name; give the name here, and what follows it as prefix";
        var rule = text.Length is < 3 or > 63 ? "3 to 63 characters"
            : text.Any(char.IsAsciiLetterUpper) ? "no capital letters"
            : !BucketForm().IsMatch(text) ? "lower-case letters, digits, dots and hyphens, with a letter or digit at both ends"
            : text.Contains("..", StringComparison.Ordinal) ? "no two dots beside each other"
            : IPAddress.TryParse(text, out _) && text.Count('.') == 3 ? "not the form of an IP address"
            : ReservedBeginnings.FirstOrDefault(beginning => text.StartsWith(beginning, StringComparison.Ordinal)) is { } first ? $"'{first}' at the beginning is reserved"
            : ReservedEndings.FirstOrDefault(ending => text.EndsWith(ending, StringComparison.Ordinal)) is { } last ? $"'{last}' at the end is reserved for what is not an ordinary bucket"
            : null;
        return rule is null ? null : $"{ShownValue.Quoted(text)} cannot be a bucket's name: {rule}";
    }

    public static string? ArchivePrefix(string text, ArchiveFeed feed) =>
        text.StartsWith('/') ? $"{ShownValue.Quoted(text)} begins with a slash, which keys in S3 do not; leave it out"
        : Encoding.UTF8.GetByteCount(text) > 1024 ? "a key in S3 has at most 1,024 bytes"
        : text.Any(char.IsControl) ? $"{ShownValue.Quoted(text)} holds a control character"
        : feed == ArchiveFeed.FlowLog && text.Split('/').Contains("AWSLogs") ? $"{ShownValue.Quoted(text)} goes too far: give what stands before AWSLogs/, or nothing"
        : null;

    /// <param name="text">The prefix.</param>
    /// <param name="archive">The prefix of the archive itself.</param>
    /// <param name="feed">What feeds the archive.</param>
    public static string? ReportsPrefix(string text, string archive, ArchiveFeed feed)
    {
        if (!ReportsForm().IsMatch(text)) return $"{ShownValue.Quoted(text)} is no prefix of keys: letters, digits and _ . - in folders that each end with a slash, at most 200 in all (flowwatch-reports/)";
        // The permission to write reports must not be one to write flow logs.
        var flowLogs = feed != ArchiveFeed.FlowLog ? archive : archive.Length == 0 || archive.EndsWith('/') ? archive + "AWSLogs/" : archive + "/AWSLogs/";
        return flowLogs.StartsWith(text, StringComparison.Ordinal) || (feed == ArchiveFeed.FlowLog && text.StartsWith(flowLogs, StringComparison.Ordinal))
            ? $"{ShownValue.Quoted(text)} is where the flow logs are; reports need a folder of their own"
            : null;
    }

    /// <param name="text">The ARN.</param>
    /// <param name="region">The target's region, which tells the partition; null where it is not known.</param>
    public static string? Topic(string text, string? region)
    {
        if (Arn.Parse(text) is not { } arn) return $"{ShownValue.Quoted(text)} is not the ARN of an SNS topic (arn:aws:sns:REGION:ACCOUNT:NAME), nor https://…, file:/… or console";
        if (WrongPartition(arn, region) is { } wrong) return wrong;
        if (arn.Service != "sns") return $"{ShownValue.Quoted(text)} is an ARN of {ShownValue.Quoted(arn.Service)}, not of an SNS topic";
        if (Region(arn.Region) is { } noRegion) return $"the topic's region: {noRegion}";
        if (AwsRegions.PartitionOf(arn.Region) != arn.Partition) return $"the topic's region {arn.Region} is not in the partition {arn.Partition}";
        if (Account(arn.Account) is { } noAccount) return $"the topic's account: {noAccount}";
        return TopicForm().IsMatch(text) ? null
            : arn.Resource.Contains(':', StringComparison.Ordinal) ? $"{ShownValue.Quoted(text)} is a subscription; give the topic's ARN, without what follows its name"
            : $"{ShownValue.Quoted(arn.Resource)} is not a topic's name: letters, digits, - and _, at most 256, and .fifo at the end of a FIFO topic's";
    }

    /// <param name="text">The ARN.</param>
    /// <param name="region">A region in which the role is used, which tells the partition; null where it is not known.</param>
    public static string? Role(string text, string? region)
    {
        if (Arn.Parse(text) is not { } arn) return $"{ShownValue.Quoted(text)} is not the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME";
        if (WrongPartition(arn, region) is { } wrong) return wrong;
        if (arn.Service == "sts") return $"{ShownValue.Quoted(text)} is a session of a role; give the role: arn:{arn.Partition}:iam::ACCOUNT:role/NAME";
        if (Account(arn.Account) is { } noAccount) return $"the role's account: {noAccount}";
        return RoleForm().IsMatch(text) ? null : $"{ShownValue.Quoted(text)} is not the ARN of a role: arn:{arn.Partition}:iam::{arn.Account}:role/NAME";
    }

    public static string? ExternalId(string text) => ExternalIdForm().IsMatch(text) ? null
        : text.Length is < 2 or > 1224 ? "an external id has 2 to 1224 characters"
        : $"{ShownValue.Quoted(text)} is not an external id: letters, digits and _ + = , . @ : / -";

    private static string? WrongPartition(Arn arn, string? region) =>
        !AwsRegions.Partitions.Contains(arn.Partition) ? $"the partition {ShownValue.Quoted(arn.Partition)} is not one of {string.Join(", ", AwsRegions.Partitions)}"
        : region is not null && AwsRegions.PartitionOf(region) is var partition && partition != arn.Partition ? $"the partition {arn.Partition} is not that of {region}, which is {partition}"
        : null;

    [GeneratedRegex("^(?:" + AccountPattern + @")\z")]
    private static partial Regex AccountForm();

    [GeneratedRegex("^(?:" + RegionPattern + @")\z")]
    private static partial Regex RegionForm();

    [GeneratedRegex("^(?:" + LogGroupPattern + @")\z")]
    private static partial Regex LogGroupForm();

    [GeneratedRegex("^(?:" + VpcIdPattern + @")\z")]
    private static partial Regex VpcIdForm();

    [GeneratedRegex("^(?:" + BucketPattern + @")\z")]
    private static partial Regex BucketForm();

    [GeneratedRegex("^(?:" + RolePattern + @")\z")]
    private static partial Regex RoleForm();

    [GeneratedRegex("^(?:" + TopicPattern + @")\z")]
    private static partial Regex TopicForm();

    [GeneratedRegex("^(?:" + ReportsPattern + @")\z")]
    private static partial Regex ReportsForm();

    [GeneratedRegex("^(?:" + ExternalIdPattern + @")\z")]
    private static partial Regex ExternalIdForm();
}
