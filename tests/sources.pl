# How judges in perl read the C sources: `require './tests/sources.pl'`.
use strict;
use warnings;

# A literal, and those that stand for one together.
our $literal = qr/"(?:[^"\\\n]|\\.)*"/;
our $literals = qr/(?:$literal\s*(?:PRI\w+\s*)?)+/;
sub joined { join '', $_[0] =~ /"((?:[^"\\]|\\.)*)"/g }

# The source without comments and characters, with all its lines.
sub source_text {
    open my $file, '<', $_[0] or die "$_[0]: $!\n";
    my $text = do { local $/; <$file> };
    $text =~ s{($literal)|'(?:[^'\\\n]|\\.)+'|(/\*.*?\*/|//[^\n]*)}
        { $1 // (defined $2 ? "\n" x ($2 =~ tr/\n//) : 0) }gse;
    return $text;
}

# The arguments of the call, or the parameters of the function, whose ( ends right before $at.
sub arguments {
    my ($text, $at) = @_;
    my ($depth, @arguments) = (0, '');
    pos($text) = $at;
    while ($text =~ /\G($literal|.)/gs) {
        my $next = $1;
        last if $next eq ')' && !$depth;
        $depth += $next =~ /^[({[]$/;
        $depth -= $next =~ /^[)}\]]$/;
        if ($next eq ',' && !$depth) { push @arguments, '' } else { $arguments[-1] .= $next }
    }
    return @arguments;
}

# The number of the line at that place.
sub line_at { 1 + (substr($_[0], 0, $_[1]) =~ tr/\n//) }

1;
