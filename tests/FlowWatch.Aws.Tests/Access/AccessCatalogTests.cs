using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FlowWatch.Aws.Access;
using FlowWatch.Core.Diagnostics.Access;

namespace FlowWatch.Aws.Tests.Access;

/// <summary>The list of permissions, the code that uses them, the trials and the templates say the same.</summary>
public partial class AccessCatalogTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Folder(), "..", "..", ".."));

    [Fact]
    public void Catalog_Actions_AreThoseThatTheAdaptersUse()
    {
        var used = Directory.EnumerateFiles(Path.Combine(Root, "src", "FlowWatch.Aws"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Access{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Action().Matches(File.ReadAllText(file)).Select(match => match.Groups["action"].Value))
            .Where(action => !action.StartsWith("sts:", StringComparison.Ordinal))
            .Distinct();

        Assert.Equal(AccessCatalog.Rules.SelectMany(rule => rule.Actions).Order(StringComparer.Ordinal), used.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Catalog_Actions_HaveATrialEach() => Assert.Equal(AccessCatalog.Rules.SelectMany(rule => rule.Actions).Order(StringComparer.Ordinal), AccessTrials.ByAction.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void MemberTemplate_Statements_AreThoseOfTheCatalog()
    {
        var template = File.ReadAllText(Path.Combine(Root, "infra", "aws", "member-role.yaml"));

        var statements = Statement().Matches(template).ToDictionary(match => match.Groups["sid"].Value, match => Action().Matches(match.Groups["actions"].Value).Select(action => action.Groups["action"].Value).ToArray());

        Assert.Equal(AccessCatalog.Rules.Select(rule => rule.Sid).Order(StringComparer.Ordinal), statements.Keys.Order(StringComparer.Ordinal));
        Assert.All(AccessCatalog.Rules, rule => Assert.Equal(rule.Actions, statements[rule.Sid]));
    }

    [Theory]
    [InlineData("QueryLogs", "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${LogGroupName}")]
    [InlineData("ReadArchiveBucket", "arn:${AWS::Partition}:s3:::${ArchiveBucket}")]
    [InlineData("ReadArchiveObjects", "arn:${AWS::Partition}:s3:::${ArchiveBucket}/${ArchivePrefix}*")]
    [InlineData("RestoreArchiveObjects", "arn:${AWS::Partition}:s3:::${ArchiveBucket}/${ArchivePrefix}*")]
    [InlineData("CopyReports", "arn:${AWS::Partition}:s3:::${ArchiveBucket}/${ReportsPrefix}*")]
    [InlineData("ReadDeliveryRole", "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${DeliveryRoleName}")]
    public void MemberTemplate_Resources_AreTheTargetsOwn(string sid, string resource)
    {
        var template = File.ReadAllText(Path.Combine(Root, "infra", "aws", "member-role.yaml"));

        Assert.Contains(resource, Statement().Matches(template).Single(match => match.Groups["sid"].Value == sid).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void HubTemplate_Trust_PinsAudienceSubjectAndSessionName()
    {
        var template = File.ReadAllText(Path.Combine(Root, "infra", "aws", "hub-role.yaml"));

        Assert.Contains("sts.windows.net/${TenantId}/:aud", template, StringComparison.Ordinal);
        Assert.Contains("sts.windows.net/${TenantId}/:sub", template, StringComparison.Ordinal);
        Assert.Contains("aws:ResourceOrgID: !Ref OrganizationId", template, StringComparison.Ordinal);
        Assert.Contains("flowwatch-${Deployment}", template, StringComparison.Ordinal);
        Assert.Equal(["sts:AssumeRole"], Statement().Matches(template).SelectMany(match => Action().Matches(match.Groups["actions"].Value)).Select(match => match.Groups["action"].Value));
    }

    [Fact]
    public void MemberTemplate_Trust_AsksForTheExternalId()
    {
        var template = File.ReadAllText(Path.Combine(Root, "infra", "aws", "member-role.yaml"));

        Assert.Contains("sts:ExternalId", template, StringComparison.Ordinal);
        Assert.Contains("AWS: !Ref HubRoleArn", template, StringComparison.Ordinal);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    // In code as a text of its own, in templates as an item of a list; sts is for the chain of credentials.
    [GeneratedRegex(@"(?:""|- )(?<action>(logs|ec2|s3|iam|cloudwatch|sns|sts):[A-Z][A-Za-z]+)(?=""|\s*$)", RegexOptions.Multiline)]
    private static partial Regex Action();

    [GeneratedRegex(@"- Sid: (?<sid>\w+)\n\s+Effect: Allow\n\s+Action:\n(?<actions>(\s+- \w+:\w+\n)+)\s+Resource:.*?(?=\n\s*- Sid:|\n\s*- !If|\n\n|\z)", RegexOptions.Singleline)]
    private static partial Regex Statement();
}
