namespace Orleans.Concurrency;

/// <summary>May start while any other call of the grain is under way.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
