using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FlowWatch.Cli.Serve;

/// <summary>The key of one start of the host. It is printed and kept nowhere.</summary>
internal sealed class FunctionKey
{
    private const string Header = "x-functions-key";
    private const string Parameter = "code";
    private const int Bytes = 32;

    private readonly byte[] digest;

    private FunctionKey(string text)
    {
        Text = text;
        digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The key.</summary>
    public string Text { get; }

    /// <summary>A key that nobody can guess.</summary>
    public static FunctionKey New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Whether a request has it, in the header x-functions-key or as ?code=. Takes the same time whatever was given.</summary>
    public bool IsIn(HttpRequest request) => Is(request.Headers[Header].ToString()) | Is(request.Query[Parameter].ToString());

    // Digests have one length, so that neither the length nor how much of it is right can be told from the time taken.
    private bool Is(string given) => CryptographicOperations.FixedTimeEquals(digest, SHA256.HashData(Encoding.UTF8.GetBytes(given)));
}
