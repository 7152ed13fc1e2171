using FlowWatch.Local.Alerts;

namespace FlowWatch.Local.Tests.Alerts;

public class WebhookSignatureTests
{
    // Computed with: printf '1767614400.{"a":1}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
    [Fact]
    public void Of_TimestampAndBody_IsWhatOpensslComputes() =>
        Assert.Equal("v1=a98dafadd9600461a6459c5e0f043447a97e29034503748eb4d8ab540f93eec0", WebhookSignature.Of("0123456789abcdef0123456789abcdef", 1_767_614_400, """{"a":1}"""u8));

    [Fact]
    public void Of_AnythingElse_IsAnother()
    {
        var signature = WebhookSignature.Of("secret", 1, "body"u8);

        Assert.NotEqual(signature, WebhookSignature.Of("secreT", 1, "body"u8));
        Assert.NotEqual(signature, WebhookSignature.Of("secret", 2, "body"u8));
        Assert.NotEqual(signature, WebhookSignature.Of("secret", 1, "bodY"u8));
    }
}
