# relay.pl URL: a proxy for one connection that asks with CONNECT for any server, and is given the one of the URL.
# Writes its port first.
use strict;
use warnings;
use IO::Select;
use IO::Socket::INET;

my ($host, $port) = $ARGV[0] =~ m{//([^:/]+):(\d+)} or die "not a URL: $ARGV[0]";
my $listener = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Listen => 1) or die $!;
$| = 1;
print $listener->sockport, "\n";
my $client = $listener->accept or die $!;
my $head = '';
until ($head =~ /\r\n\r\n$/) {
    sysread($client, $head, 1, length $head) or die 'no request';
}
die $head unless $head =~ m{^CONNECT \S+:\d+ HTTP/1};
my $server = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port) or die $!;
syswrite $client, "HTTP/1.0 200 Connected\r\n\r\n";
my %other = ($client => $server, $server => $client);
my $select = IO::Select->new($client, $server);
while (my @ready = $select->can_read) {
    for my $from (@ready) {
        sysread($from, my $bytes, 1 << 16) or exit;
        syswrite $other{$from}, $bytes;
    }
}
