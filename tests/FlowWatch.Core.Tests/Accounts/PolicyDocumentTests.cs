using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Tests.Accounts;

public class PolicyDocumentTests
{
    [Theory]
    [InlineData("""{"Version":"2012-10-17"}""", """{"Version":"2012-10-17"}""")]
    [InlineData("%7B%22Sid%22%3A%22a%20%2B%20%25%22%7D", """{"Sid":"a + %"}""")]
    [InlineData("""  {"Sid":"100%25"}""", """{"Sid":"100%25"}""")]
    public void TryParse_JsonObject_IsADocument(string text, string json) => Assert.Equal(json, PolicyDocument.TryParse(text)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("[]")]
    [InlineData("%5B%5D")]
    [InlineData("{")]
    [InlineData("no JSON")]
    public void TryParse_AnythingElse_IsNull(string? text) => Assert.Null(PolicyDocument.TryParse(text));
}
