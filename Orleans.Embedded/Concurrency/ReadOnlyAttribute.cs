namespace Orleans.Concurrency;

/// <summary>Changes nothing, so two of them may interleave.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
