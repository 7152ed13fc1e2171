using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Cli.Serve;

/// <summary>Calls a function as the Functions host does: a new object of its class in a scope of its own, and its parameters by type.</summary>
internal static class FunctionCall
{
    /// <summary>Calls.</summary>
    /// <param name="services">What the class is made with.</param>
    /// <param name="code">The function.</param>
    /// <param name="values">Values for its parameters; each goes to the first parameter of its type.</param>
    /// <returns>What it gave; null for nothing.</returns>
    /// <exception cref="InvalidOperationException">A parameter has a type that nothing is known for.</exception>
    public static async Task<object?> RunAsync(IServiceProvider services, MethodInfo code, params object[] values)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var instance = code.IsStatic ? null : ActivatorUtilities.CreateInstance(scope.ServiceProvider, code.DeclaringType!);
            var arguments = code.GetParameters().Select(parameter => values.FirstOrDefault(parameter.ParameterType.IsInstanceOfType)
                ?? throw new InvalidOperationException($"This host has nothing for the parameter {parameter.Name} of {code.DeclaringType!.Name}.")).ToArray();
            switch (Invoke(code, instance, arguments))
            {
                case Task task:
                    await task.ConfigureAwait(false);
                    return task.GetType().GetProperty(nameof(Task<object>.Result)) is { } result ? result.GetValue(task) : null;
                case var given:
                    return given;
            }
        }
    }

    private static object? Invoke(MethodInfo code, object? instance, object[] arguments)
    {
        try
        {
            return code.Invoke(instance, arguments);
        }
        catch (TargetInvocationException error) when (error.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(error.InnerException);
            throw;
        }
    }
}
