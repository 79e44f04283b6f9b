#pragma warning disable IDE0130 // The runtime looks for exactly this name.
namespace System.Runtime.CompilerServices;

/// <summary>Lets a generated assembly use the internals of another; the runtime honours it, the base library only lacks the type.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
