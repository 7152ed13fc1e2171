using FlowWatch.Core.Accounts;
using FlowWatch.Core.Accounts.Policies;

namespace FlowWatch.Core.Tests.Accounts.Policies;

public class PolicyEvaluationTests
{
    private const string Group = "arn:aws:logs:eu-central-1:1:log-group:/aws/vpc";

    private static readonly Dictionary<string, string> Context = new() { ["aws:SourceAccount"] = "1", ["aws:SourceArn"] = "arn:aws:ec2:eu-central-1:1:vpc-flow-log/fl-1", ["aws:SecureTransport"] = "true" };

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"logs:*","Resource":"*"}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"LOGS:putlogevents","Resource":"*"}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":["logs:Put?ogEvents"],"Resource":["arn:aws:logs:*:1:log-group:/aws/*"]}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","NotAction":"logs:*","Resource":"*"}""", PolicyVerdict.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Action":"*","NotResource":"arn:aws:logs:*"}""", PolicyVerdict.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"arn:aws:logs:*:1:log-group:/other"}""", PolicyVerdict.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"ARN:AWS:LOGS:*"}""", PolicyVerdict.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Action":"logs:*","Resource":"*"},{"Effect":"Deny","Action":"logs:Put*","Resource":"*"}""", PolicyVerdict.Denied)]
    [InlineData("""{"Effect":"Allow","Action":"logs:*","Resource":"*"},{"Effect":"Deny","Action":"logs:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"logs:*","Resource":"*"},{"Effect":"Deny","Action":"logs:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2030-01-01"}}}""", PolicyVerdict.Undecided)]
    [InlineData("""{"Effect":"Allow","Action":"logs:*","Resource":"*","Condition":{"StringLike":{"AWS:sourceaccount":["2","1*"]}}}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"logs:*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceAccount":"1"}}}""", PolicyVerdict.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Action":"logs:*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}""", PolicyVerdict.Undecided)]
    [InlineData("""{"Effect":"Perhaps","Action":"logs:*","Resource":"*"}""", PolicyVerdict.Undecided)]
    public void Of_Statements_JudgesAsIamDoes(string statements, PolicyVerdict verdict) =>
        Assert.Equal(verdict, PolicyEvaluation.Of([Policy(statements)], "logs:PutLogEvents", Group, Context));

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":"sts:AssumeRole"}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":["ec2.amazonaws.com","vpc-flow-logs.amazonaws.com"]},"Action":"sts:*"}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}""", PolicyVerdict.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":"sts:TagSession"}""", PolicyVerdict.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ec2:*:1:vpc-flow-log/*"}}}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"vpc-flow-logs.amazonaws.com"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"aws:SourceAccount":"2"}}}""", PolicyVerdict.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"},{"Effect":"Deny","NotPrincipal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""", PolicyVerdict.Denied)]
    public void OfTrust_Statements_JudgesTheService(string statements, PolicyVerdict verdict) =>
        Assert.Equal(verdict, PolicyEvaluation.OfTrust(Policy(statements), "vpc-flow-logs.amazonaws.com", Context));

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*b*c", "a--b--b--c", true)]
    [InlineData("a*b", "a--b--", false)]
    [InlineData("a?c", "ac", false)]
    [InlineData("", "a", false)]
    public void Wildcard_Pattern_FitsAsInPolicies(string pattern, string text, bool fits) => Assert.Equal(fits, PolicyWildcard.Matches(pattern, text));

    [Fact]
    public void Wildcard_ContrivedPattern_TakesNoTime() => Assert.False(PolicyWildcard.Matches(string.Concat(Enumerable.Repeat("a*", 1000)) + "b", new string('a', 5000)));

    private static PolicyDocument Policy(string statements) => PolicyDocument.TryParse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""")!;
}
