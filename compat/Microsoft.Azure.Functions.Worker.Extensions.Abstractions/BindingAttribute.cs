namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What all bindings have in common.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
}
