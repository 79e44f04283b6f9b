namespace Orleans.Concurrency;

/// <summary>The caller does not wait and learns nothing, not even of a failure.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
