using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Local.Tests.Alerts;

/// <summary>A webhook over TLS on a port of this machine, with a certificate of its own.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly X509Certificate2 certificate = Certificate();

    private WebhookReceiver(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        application = builder.Build();
        application.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Requests.Add((context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            await answer(context);
        });
    }

    public List<(Dictionary<string, string> Headers, byte[] Body)> Requests { get; } = [];

    public int Port => new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    /// <summary>Trusts this receiver's certificate and no other.</summary>
    public RemoteCertificateValidationCallback Trust => (_, shown, _, _) => shown is not null && shown.GetCertHashString() == certificate.GetCertHashString();

    public static async Task<WebhookReceiver> StartAsync(Func<HttpContext, Task> answer)
    {
        var receiver = new WebhookReceiver(answer);
        await receiver.application.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        certificate.Dispose();
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=alerts.example.com", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
