using FlowWatch.Core.Tests.Configuration;

namespace FlowWatch.Core.Tests.Targets;

public class AlertAddressSettingsTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private const string Webhook = "\"topics\": { \"warning\": \"console\", \"critical\": \"https://alerts.example.com/x\", \"level2\": \"file:/var/log/alerts.jsonl\" }";

    [Fact]
    public void Read_AddressesOfEachSort_AreGood()
    {
        var reading = Settings.Read(Settings.WithTarget(Webhook, $$"""
            "alerts": { "baseUrl": "https://flowwatch.example.com/api/", "webhook": { "secret": "{{Secret}}", "timeout": "5s", "allowPrivate": true } }
            """));

        Assert.Empty(reading.Problems);
        Assert.Equal(["console", "https://alerts.example.com/x", "file:/var/log/alerts.jsonl"], reading.Settings!.Targets[0].Topics.All);
        Assert.Empty(reading.Settings.Targets[0].Topics.Sns);
        Assert.Equal((Secret, true, TimeSpan.FromSeconds(5), "https://flowwatch.example.com/api"), (reading.Settings.Alerts.Webhook.Secret, reading.Settings.Alerts.Webhook.AllowPrivate, reading.Settings.Alerts.Webhook.Timeout, reading.Settings.Alerts.BaseUrl));
    }

    [Fact]
    public void Read_TheSecret_IsNeverShown()
    {
        var reading = Settings.Read(Settings.WithTarget(Webhook, $$"""
            "alerts": { "webhook": { "secret": "{{Secret}}" } }
            """));

        Assert.Equal("(hidden)", reading.Value("alerts.webhook.secret").Shown);
        Assert.DoesNotContain(Secret, reading.Settings!.Alerts.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AWebhookWithoutASecret_LeavesTheTargetOut()
    {
        var reading = Settings.Read(Settings.WithTarget(Webhook));

        Assert.Equal("names a webhook, and alerts.webhook.secret is not given: nothing is sent that is not signed", Assert.Single(reading.Problems).Message);
        Assert.Empty(reading.Settings!.Targets);
    }

    [Theory]
    [InlineData("too-short-and-secret", "is not a secret: 32 to 512 printable ASCII characters without blanks")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)", "is a Key Vault reference that was not resolved: the app's identity needs the role Key Vault Secrets User, and the secret must exist")]
    public void Read_ASecretThatIsNone_IsToldWithoutIt(string secret, string expected)
    {
        var problem = Assert.Single(Settings.Read($$"""{ "alerts": { "webhook": { "secret": "{{secret}}" } } }""").Problems);

        Assert.Equal(("alerts.webhook.secret", expected), (problem.Path, problem.Message));
    }

    [Theory]
    [InlineData("flowwatch.example.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://a.example.com/x?y")]
    [InlineData("https://a.example.com/\u202ex")]
    public void Read_ABaseUrlThatIsNone_IsTold(string url) =>
        Assert.Equal("alerts.baseUrl", Assert.Single(Settings.Read($$"""{ "alerts": { "baseUrl": "{{url}}" } }""").Problems).Path);
}
