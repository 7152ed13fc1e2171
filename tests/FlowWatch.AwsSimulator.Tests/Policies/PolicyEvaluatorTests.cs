using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Tests.Policies;

public class PolicyEvaluatorTests
{
    private const string Group = "arn:aws:logs:eu-west-1:111122223333:log-group:/vpc/flow:*";

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"logs:StartQuery","Resource":"*"}""", PolicyDecision.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"LOGS:start*","Resource":"arn:aws:logs:*:111122223333:log-group:/vpc/*"}""", PolicyDecision.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":["s3:*","logs:StartQuer?"],"Resource":["*"]}""", PolicyDecision.Allowed)]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", PolicyDecision.Allowed)]
    [InlineData("""{"Effect":"Allow","NotAction":"logs:*","Resource":"*"}""", PolicyDecision.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Action":"logs:StartQuery","NotResource":"arn:aws:logs:*:*:log-group:/vpc/*"}""", PolicyDecision.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Action":"logs:StopQuery","Resource":"*"}""", PolicyDecision.NotAllowed)]
    [InlineData("""{"Effect":"Allow","Action":"logs:StartQuery","Resource":"arn:aws:logs:eu-west-1:111122223333:log-group:/VPC/flow:*"}""", PolicyDecision.NotAllowed)]
    [InlineData("""[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"logs:*","Resource":"*"}]""", PolicyDecision.ExplicitlyDenied)]
    [InlineData("""[{"Effect":"Deny","Action":"s3:*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}]""", PolicyDecision.Allowed)]
    [InlineData("[]", PolicyDecision.NotAllowed)]
    public void Decide_Statements_FollowsTheRuleOfIam(string statements, object expected) =>
        Assert.Equal(expected, Decide(statements, new Dictionary<string, string>()));

    [Theory]
    [InlineData("""{"StringEquals":{"sts:ExternalId":"word"}}""", "word", true)]
    [InlineData("""{"StringEquals":{"STS:externalid":["other","word"]}}""", "word", true)]
    [InlineData("""{"StringEquals":{"sts:ExternalId":"Word"}}""", "word", false)]
    [InlineData("""{"StringEquals":{"sts:ExternalId":"word"}}""", null, false)]
    [InlineData("""{"StringEqualsIfExists":{"sts:ExternalId":"word"}}""", null, true)]
    [InlineData("""{"StringEqualsIgnoreCase":{"sts:ExternalId":"WORD"}}""", "word", true)]
    [InlineData("""{"StringNotEquals":{"sts:ExternalId":"word"}}""", "word", false)]
    [InlineData("""{"StringNotEquals":{"sts:ExternalId":"word"}}""", null, true)]
    [InlineData("""{"StringLike":{"sts:ExternalId":"w*d"}}""", "word", true)]
    [InlineData("""{"StringNotLike":{"sts:ExternalId":"w*d"}}""", "word", false)]
    [InlineData("""{"Null":{"sts:ExternalId":"true"}}""", null, true)]
    [InlineData("""{"Null":{"sts:ExternalId":"true"}}""", "word", false)]
    [InlineData("""{"Bool":{"aws:SecureTransport":"false"}}""", null, false)]
    [InlineData("""{"ArnLike":{"sts:ExternalId":"arn:aws:iam::*:role/x"}}""", "arn:aws:iam::111122223333:role/x", true)]
    [InlineData("""{"NumericLessThan":{"sts:ExternalId":"1.2"}}""", "1.1", true)]
    [InlineData("""{"NumericLessThan":{"sts:ExternalId":"1.2"}}""", "1.3", false)]
    [InlineData("""{"NumericGreaterThanEquals":{"sts:ExternalId":2}}""", "2", true)]
    [InlineData("""{"NumericEquals":{"sts:ExternalId":2}}""", "two", false)]
    [InlineData("""{"IpAddress":{"sts:ExternalId":["10.0.0.0/8","192.0.2.1"]}}""", "192.0.2.1", true)]
    [InlineData("""{"NotIpAddress":{"sts:ExternalId":"10.0.0.0/8"}}""", "10.1.2.3", false)]
    [InlineData("""{"IpAddress":{"sts:ExternalId":"2001:db8::/32"}}""", "2001:db8::1", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"sts:ExternalId":["a","word"]}}""", "word", true)]
    [InlineData("""{"ForAnyValue:StringEquals":{"sts:ExternalId":"word"}}""", null, false)]
    [InlineData("""{"ForAllValues:StringEquals":{"sts:ExternalId":"word"}}""", null, true)]
    public void Decide_Conditions_HoldAsDocumented(string condition, string? externalId, bool allowed)
    {
        var context = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["aws:SecureTransport"] = "true" };
        if (externalId is not null) context["sts:ExternalId"] = externalId;

        var decision = Decide($$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{condition}}}""", context);

        Assert.Equal(allowed ? PolicyDecision.Allowed : PolicyDecision.NotAllowed, decision);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"Statement":{"Effect":"Perhaps","Action":"*","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Resource":"*"}}""")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}}}""")]
    public void Parse_WhatCannotBeJudged_Throws(string text) => Assert.Throws<FormatException>(() => PolicyDocument.Parse(text));

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*b*c", "aXXbYYc", true)]
    [InlineData("a*b*c", "aXXbYY", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("**", "anything", true)]
    [InlineData("", "a", false)]
    public void Matches_Wildcards_AsIamDoes(string pattern, string text, bool expected) => Assert.Equal(expected, WildcardPattern.Matches(pattern, text));

    private static PolicyDecision Decide(string statements, Dictionary<string, string> context) => PolicyEvaluator.Decide(
        [PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":{{statements}}}""")], new PolicyQuestion("logs:StartQuery", Group, context));
}
