using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Cli.Serve;

/// <summary>A function that answers HTTP requests.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Code">What runs.</param>
/// <param name="Methods">HTTP methods it takes, in capitals.</param>
/// <param name="Route">Its route below the common prefix.</param>
/// <param name="Authorization">Which key a caller needs.</param>
internal sealed record HttpFunction(string Name, MethodInfo Code, IReadOnlyList<string> Methods, string Route, AuthorizationLevel Authorization);
