namespace Orleans.Embedded;

/// <summary>An activation's life, in order.</summary>
internal enum ActivationState
{
    Activating,
    Valid,
    Deactivating,
    Invalid,
}
