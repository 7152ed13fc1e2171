using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Cli.Serve;

/// <summary>The functions of an assembly, found by their attributes as the Functions host finds them.</summary>
internal sealed class FunctionInventory
{
    private FunctionInventory(IReadOnlyList<HttpFunction> http, IReadOnlyList<TimerFunction> timers) => (Http, Timers) = (http, timers);

    /// <summary>Functions that answer HTTP requests, by name.</summary>
    public IReadOnlyList<HttpFunction> Http { get; }

    /// <summary>Functions that run on a schedule, by name.</summary>
    public IReadOnlyList<TimerFunction> Timers { get; }

    /// <summary>Finds the functions of an assembly.</summary>
    /// <exception cref="InvalidOperationException">Two have one name, or one has a trigger that this host does not know.</exception>
    public static FunctionInventory Of(Assembly assembly)
    {
        var http = new List<HttpFunction>();
        var timers = new List<TimerFunction>();
        var functions = assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Select(code => (Code: code, code.GetCustomAttribute<FunctionAttribute>()?.Name))
            .Where(function => function.Name is not null).OrderBy(function => function.Name, StringComparer.Ordinal).ToList();
        if (functions.GroupBy(function => function.Name).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new InvalidOperationException($"Two functions are called {twice.Key}: {string.Join(" and ", twice.Select(function => $"{function.Code.DeclaringType!.Name}.{function.Code.Name}"))}. Give one of them another name.");
        foreach (var (code, name) in functions)
        {
            if (Trigger<HttpTriggerAttribute>(code) is { } request) http.Add(new HttpFunction(name!, code, [.. (request.Methods ?? []).Select(method => method.ToUpperInvariant())], request.Route ?? name!, request.AuthLevel));
            else if (Trigger<TimerTriggerAttribute>(code) is { } timer) timers.Add(new TimerFunction(name!, code, timer.Schedule));
            else throw new InvalidOperationException($"Function {name} has neither an HTTP trigger nor a timer.");
        }

        return new FunctionInventory(http, timers);
    }

    private static T? Trigger<T>(MethodInfo code)
        where T : Attribute => code.GetParameters().Select(parameter => parameter.GetCustomAttribute<T>()).FirstOrDefault(trigger => trigger is not null);
}
